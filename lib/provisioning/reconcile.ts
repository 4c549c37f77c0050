import type { EngineConnections, LedgerObject } from './build-order';
import { type DatabaseRow, readDatabases } from './catalogue/server/read-databases';
import { readRoles } from './catalogue/server/read-roles';
import { parseMark } from './cluster/database-mark';
import { withConnection } from './connect';
import { type DatabaseName, parseDatabaseName, parseRoleName, publishedDatabase } from './names';

/**
 * Compares what should exist with what does, and names every difference. It repairs nothing: which of two records is
 * wrong is a person's decision, and the repair is one of the ordinary ways (destroy, retry). Only what the provisioner
 * owns is looked at: several installations may share a cluster.
 */
export type LiveCopy = {
  copyId: string;
  attempt: number;
  /** `building` while an operation works on it: databases and roles of that attempt may come and go. */
  state: 'building' | 'ready';
  /** The role that it is used under; null where the attempt under way makes one. */
  role: string | null;
  /** The sealed database that it can be returned to; null for one that is being built. */
  baseline: string | null;
  /** It is kept, and nobody is let in. */
  isClosed: boolean;
  /** It is in use, and its role has to get in. */
  isInUse: boolean;
};

export type DriftKind =
  | 'missing_database'
  | 'missing_baseline'
  | 'missing_role'
  | 'orphan_database'
  | 'orphan_role'
  | 'invalid_database'
  | 'renamed_database'
  | 'open_database'
  | 'unsealed_database'
  | 'closed_database'
  | 'unrecorded_object'
  | 'stale_record';

export type Drift = {
  kind: DriftKind;
  object: 'database' | 'role';
  name: string;
  copyId: string | null;
  /** A sentence for the operator. */
  message: string;
};

type Compared = {
  databases: readonly DatabaseRow[];
  roles: readonly string[];
  known: readonly LedgerObject[];
  live: ReadonlyMap<string, LiveCopy>;
  baselines: readonly string[];
  markKey: string;
};

/**
 * `known` are the ledger's objects that are not marked as gone; `live` every copy that is handed over or being built.
 * Read both before calling, in one transaction, while no destruction runs, or what is on its way may be reported.
 */
export async function reconcile(
  { known, live }: { known: readonly LedgerObject[]; live: readonly LiveCopy[] },
  { connections }: { connections: Pick<EngineConnections, 'clusterUrl' | 'markKey'> },
): Promise<Drift[]> {
  const session = { side: 'target', applicationName: 'sandgate/reconcile' } as const;
  const { databases, roles } = await withConnection(connections.clusterUrl, session, async (cluster) => ({
    databases: (await readDatabases(cluster)).filter(({ own }) => own),
    roles: (await readRoles(cluster)).filter(({ own }) => own).map(({ name }) => name),
  }));
  const { markKey } = connections;
  const copies = new Map(live.map((each) => [each.copyId, each]));
  const baselines = namesIn(live, 'baseline');
  const compared = { databases, roles, known, markKey, baselines, live: copies };
  return [
    ...missingParts(live, compared),
    ...databases.flatMap((database) => driftsOfDatabase(database, compared)),
    ...roles.flatMap((role) => driftsOfRole(role, compared)),
    ...staleRecords(compared),
  ];
}

/** A copy that is handed over has its database and a role that gets in; a baseline is there until nothing returns to it. */
function missingParts(live: readonly LiveCopy[], { databases, roles, baselines }: Compared): Drift[] {
  const present = new Set(databases.map(({ name }) => name));
  const ready = live.filter(({ state }) => state === 'ready');
  const lacking = (names: readonly string[]) => names.filter((name) => !present.has(name));
  return [
    ...lacking(ready.map(({ copyId }) => publishedDatabase(copyId))).map((name) =>
      databaseDrift('missing_database', name, idIn(name), 'The copy has no database.'),
    ),
    ...lacking(baselines).map((name) =>
      databaseDrift(
        'missing_baseline',
        name,
        idIn(name),
        'Nothing can be reset to it: the sealed copy is gone.',
      ),
    ),
    ...namesIn(ready, 'role')
      .filter((name) => !roles.includes(name))
      .map((name) =>
        roleDrift('missing_role', name, parseRoleName(name)?.copyId ?? null, 'Nobody can sign in under it.'),
      ),
  ];
}

/** Roles or baselines that copies need, each once: copies share them. */
const namesIn = (live: readonly LiveCopy[], part: 'role' | 'baseline') => [
  ...new Set(live.flatMap((copy) => copy[part] ?? [])),
];

const idIn = (database: string) => parseDatabaseName(database)?.copyId ?? null;

function driftsOfDatabase(database: DatabaseRow, compared: Compared): Drift[] {
  const { known, live, markKey } = compared;
  const { name } = database;
  const mark = parseMark(database.comment, markKey);
  const parsed = parseDatabaseName(name);
  if (!parsed)
    return mark?.copyId
      ? [
          databaseDrift(
            'renamed_database',
            name,
            mark.copyId,
            `It belongs to sandbox ${mark.copyId} under another name.`,
          ),
        ]
      : [];
  const { copyId } = parsed;
  const drift = (kind: DriftKind, message: string) => databaseDrift(kind, name, copyId, message);
  const drifts: Drift[] = [];
  if (database.invalid)
    drifts.push(drift('invalid_database', 'A DROP of it was interrupted; drop it again.'));
  if (database.open && database.connectable)
    drifts.push(drift('open_database', 'Every role of the cluster can connect to it.'));
  const copy = copyId === null ? undefined : live.get(copyId);
  const isSealed = parsed.use === 'baseline' || parsed.use === 'template' || copy?.isClosed;
  if (isSealed && database.connectable)
    drifts.push(drift('unsealed_database', 'It should refuse connections and does not.'));
  if (parsed.use === 'published' && copy?.isInUse && !database.connectable)
    drifts.push(drift('closed_database', 'It refuses connections, and its sandbox is in use.'));
  if (copyId && mark?.copyId && mark.copyId !== copyId)
    drifts.push(drift('renamed_database', `It was made for sandbox ${mark.copyId}.`));
  if (copyId && !belongs(parsed, name, { copy, marked: mark?.attempt, baselines: compared.baselines }))
    drifts.push(drift('orphan_database', 'No sandbox needs it.'));
  else if (!isKnown(known, 'database', name))
    drifts.push(drift('unrecorded_object', 'It exists without a record of why.'));
  return drifts;
}

function driftsOfRole(name: string, { known, live }: Compared): Drift[] {
  const parsed = parseRoleName(name);
  if (!parsed) return [];
  const { copyId, attempt } = parsed;
  const copy = live.get(copyId);
  const isUnderWay = copy?.state === 'building' && copy.attempt === attempt;
  const isUsed = [...live.values()].some((each) => each.role === name);
  if (!isUnderWay && !isUsed) return [roleDrift('orphan_role', name, copyId, 'No sandbox needs it.')];
  return isKnown(known, 'role', name)
    ? []
    : [roleDrift('unrecorded_object', name, copyId, 'It exists without a record of why.')];
}

/** What the ledger still counts on although it is not there. An attempt under way may not have made it yet. */
function staleRecords({ databases, roles, known, live }: Compared): Drift[] {
  const present = new Set([
    ...databases.map(({ name }) => `database ${name}`),
    ...roles.map((name) => `role ${name}`),
  ]);
  return known
    .filter(({ kind, name }) => !present.has(`${kind} ${name}`))
    .filter(({ copyId, attempt }) => {
      const sandbox = copyId === null ? undefined : live.get(copyId);
      return !(sandbox?.state === 'building' && sandbox.attempt === attempt);
    })
    .map(({ kind, name, copyId }) => ({
      kind: 'stale_record',
      object: kind,
      name,
      copyId,
      message: 'It is on record and does not exist.',
    }));
}

function belongs(
  database: DatabaseName,
  name: string,
  {
    copy,
    marked,
    baselines,
  }: { copy: LiveCopy | undefined; marked: number | undefined; baselines: readonly string[] },
): boolean {
  if (database.use === 'baseline' && baselines.includes(name)) return true;
  if (!copy) return false;
  if (database.use === 'published') return marked === undefined || marked === copy.attempt;
  return copy.state === 'building' && database.attempt === copy.attempt;
}

function isKnown(known: readonly LedgerObject[], kind: LedgerObject['kind'], name: string): boolean {
  return known.some((object) => object.kind === kind && object.name === name);
}

function databaseDrift(kind: DriftKind, name: string, copyId: string | null, message: string): Drift {
  return { kind, object: 'database', name, copyId, message };
}

function roleDrift(kind: DriftKind, name: string, copyId: string | null, message: string): Drift {
  return { kind, object: 'role', name, copyId, message };
}
