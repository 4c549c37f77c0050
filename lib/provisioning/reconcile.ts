import { type DatabaseRow, readDatabases } from './catalogue/server/read-databases';
import { readRoles } from './catalogue/server/read-roles';
import { parseMark } from './cluster/database-mark';
import { withConnection } from './connect';
import {
  baselineDatabase,
  type DatabaseName,
  parseDatabaseName,
  parseRoleName,
  publishedDatabase,
  tenantRole,
} from './names';
import type { EngineConnections, LedgerObject } from './sandbox-plan';

/**
 * Compares what should exist with what does, and names every difference. It repairs nothing: which of two records is
 * wrong is a person's decision, and the repair is one of the ordinary ways (destroy, retry). Only what the provisioner
 * owns is looked at: several installations may share a cluster.
 */
export type LiveSandbox = {
  sandboxId: string;
  attempt: number;
  /** `building` while an operation works on it: databases and roles of that attempt may come and go. */
  state: 'building' | 'ready';
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
  | 'unrecorded_object'
  | 'stale_record';

export type Drift = {
  kind: DriftKind;
  object: 'database' | 'role';
  name: string;
  sandboxId: string | null;
  /** A sentence for the operator. */
  message: string;
};

type Compared = {
  databases: readonly DatabaseRow[];
  roles: readonly string[];
  known: readonly LedgerObject[];
  live: ReadonlyMap<string, LiveSandbox>;
  markKey: string;
};

/**
 * `known` are the ledger's objects that are not marked as gone; `live` every sandbox that is ready or being built.
 * Read both before calling, in one transaction, while no destruction runs, or what is on its way may be reported.
 */
export async function reconcile(
  { known, live }: { known: readonly LedgerObject[]; live: readonly LiveSandbox[] },
  { connections }: { connections: Pick<EngineConnections, 'clusterUrl' | 'markKey'> },
): Promise<Drift[]> {
  const session = { side: 'target', applicationName: 'sandgate/reconcile' } as const;
  const { databases, roles } = await withConnection(connections.clusterUrl, session, async (cluster) => ({
    databases: (await readDatabases(cluster)).filter(({ own }) => own),
    roles: (await readRoles(cluster)).filter(({ own }) => own).map(({ name }) => name),
  }));
  const { markKey } = connections;
  const compared = {
    databases,
    roles,
    known,
    markKey,
    live: new Map(live.map((each) => [each.sandboxId, each])),
  };
  return [
    ...live.flatMap((sandbox) => missingParts(sandbox, compared)),
    ...databases.flatMap((database) => driftsOfDatabase(database, compared)),
    ...roles.flatMap((role) => driftsOfRole(role, compared)),
    ...staleRecords(compared),
  ];
}

/** A ready sandbox consists of its database, its sealed copy and its role. */
function missingParts({ sandboxId, attempt, state }: LiveSandbox, { databases, roles }: Compared): Drift[] {
  if (state !== 'ready') return [];
  const present = new Set(databases.map(({ name }) => name));
  const drift = (kind: DriftKind, object: Drift['object'], name: string, message: string): Drift => ({
    kind,
    object,
    name,
    sandboxId,
    message,
  });
  const [database, baseline] = [publishedDatabase(sandboxId), baselineDatabase(sandboxId, attempt)];
  const role = tenantRole(sandboxId, attempt);
  return [
    ...(present.has(database)
      ? []
      : [drift('missing_database', 'database', database, 'The sandbox has no database.')]),
    ...(present.has(baseline)
      ? []
      : [
          drift(
            'missing_baseline',
            'database',
            baseline,
            'The sandbox cannot be reset: its sealed copy is gone.',
          ),
        ]),
    ...(roles.includes(role)
      ? []
      : [drift('missing_role', 'role', role, 'Nobody can sign in to the sandbox.')]),
  ];
}

function driftsOfDatabase(database: DatabaseRow, { known, live, markKey }: Compared): Drift[] {
  const { name } = database;
  const mark = parseMark(database.comment, markKey);
  const parsed = parseDatabaseName(name);
  if (!parsed)
    return mark?.sandboxId
      ? [
          databaseDrift(
            'renamed_database',
            name,
            mark.sandboxId,
            `It belongs to sandbox ${mark.sandboxId} under another name.`,
          ),
        ]
      : [];
  const { sandboxId } = parsed;
  const drift = (kind: DriftKind, message: string) => databaseDrift(kind, name, sandboxId, message);
  const drifts: Drift[] = [];
  if (database.invalid)
    drifts.push(drift('invalid_database', 'A DROP of it was interrupted; drop it again.'));
  if (database.open && database.connectable)
    drifts.push(drift('open_database', 'Every role of the cluster can connect to it.'));
  if ((parsed.use === 'baseline' || parsed.use === 'template') && database.connectable)
    drifts.push(drift('unsealed_database', 'It should refuse connections and does not.'));
  if (sandboxId && mark?.sandboxId && mark.sandboxId !== sandboxId)
    drifts.push(drift('renamed_database', `It was made for sandbox ${mark.sandboxId}.`));
  if (sandboxId && !belongs(parsed, live.get(sandboxId), mark?.attempt))
    drifts.push(drift('orphan_database', 'No sandbox needs it.'));
  else if (!isKnown(known, 'database', name))
    drifts.push(drift('unrecorded_object', 'It exists without a record of why.'));
  return drifts;
}

function driftsOfRole(name: string, { known, live }: Compared): Drift[] {
  const parsed = parseRoleName(name);
  if (!parsed) return [];
  const { sandboxId, attempt, use } = parsed;
  const sandbox = live.get(sandboxId);
  const drift = (kind: DriftKind, message: string): Drift => ({
    kind,
    object: 'role',
    name,
    sandboxId,
    message,
  });
  const wanted = sandbox?.attempt === attempt && (use === 'tenant' || sandbox.state === 'building');
  if (!wanted) return [drift('orphan_role', 'No sandbox needs it.')];
  return isKnown(known, 'role', name)
    ? []
    : [drift('unrecorded_object', 'It exists without a record of why.')];
}

/** What the ledger still counts on although it is not there. An attempt under way may not have made it yet. */
function staleRecords({ databases, roles, known, live }: Compared): Drift[] {
  const present = new Set([
    ...databases.map(({ name }) => `database ${name}`),
    ...roles.map((name) => `role ${name}`),
  ]);
  return known
    .filter(({ kind, name }) => !present.has(`${kind} ${name}`))
    .filter(({ sandboxId, attempt }) => {
      const sandbox = sandboxId === null ? undefined : live.get(sandboxId);
      return !(sandbox?.state === 'building' && sandbox.attempt === attempt);
    })
    .map(({ kind, name, sandboxId }) => ({
      kind: 'stale_record',
      object: kind,
      name,
      sandboxId,
      message: 'It is on record and does not exist.',
    }));
}

function belongs(
  database: DatabaseName,
  sandbox: LiveSandbox | undefined,
  marked: number | undefined,
): boolean {
  if (!sandbox) return false;
  if (database.use === 'published') return marked === undefined || marked === sandbox.attempt;
  if (database.attempt !== sandbox.attempt) return false;
  return database.use === 'baseline' || sandbox.state === 'building';
}

function isKnown(known: readonly LedgerObject[], kind: LedgerObject['kind'], name: string): boolean {
  return known.some((object) => object.kind === kind && object.name === name);
}

function databaseDrift(kind: DriftKind, name: string, sandboxId: string | null, message: string): Drift {
  return { kind, object: 'database', name, sandboxId, message };
}
