import type { Client } from 'pg';
import type { EngineConnections, Ledger, LedgerObject } from '../build-order';
import { readDatabases } from '../catalogue/server/read-databases';
import { readRoles } from '../catalogue/server/read-roles';
import { applicationName, parseDatabaseName, parseRoleName } from '../names';
import type { RemovedPart } from '../report';
import { parseMark } from './database-mark';
import { dropObject } from './drop-object';
import { endSessions } from './end-sessions';

/**
 * THE clean-up path. Failure, cancellation, a later attempt and the destruction of a sandbox all come here, and differ
 * in which attempts they mean. What exists is asked of the catalogue and of the ledger, since each knows what the
 * other may not: the catalogue a database whose intent was written by a ledger that was restored, the ledger one whose
 * CREATE is still under way.
 */
export type CopyObject = Pick<LedgerObject, 'kind' | 'name'> & { attempt: number; exists: boolean };

/** Every database and role of a sandbox, known by name, by mark or by the ledger; each once. */
export async function findObjects(
  cluster: Client,
  { ledger, connections }: { ledger: Pick<Ledger, 'list'>; connections: Pick<EngineConnections, 'markKey'> },
  copyId: string,
): Promise<CopyObject[]> {
  const found = new Map<string, CopyObject>();
  for (const { kind, name, attempt } of await ledger.list(copyId))
    found.set(`${kind} ${name}`, { kind, name, attempt, exists: false });
  for (const { name, comment } of await readDatabases(cluster)) {
    const parsed = parseDatabaseName(name);
    const mark = parseMark(comment, connections.markKey);
    if (parsed?.copyId !== copyId && mark?.copyId !== copyId) continue;
    const recorded = found.get(`database ${name}`);
    const attempt = parsed?.attempt ?? mark?.attempt ?? recorded?.attempt ?? 0;
    found.set(`database ${name}`, { kind: 'database', name, attempt, exists: true });
  }
  for (const { name } of await readRoles(cluster)) {
    const parsed = parseRoleName(name);
    if (parsed?.copyId === copyId)
      found.set(`role ${name}`, { kind: 'role', name, attempt: parsed.attempt, exists: true });
  }
  return [...found.values()];
}

/**
 * Ends the sessions of the given objects and drops them, databases first, since a role cannot go while a database
 * names it. Goes on after a failure; the parts say what became of each. Idempotent.
 */
export async function removeObjects(
  cluster: Client,
  ledger: Pick<Ledger, 'gone' | 'seen'>,
  copyId: string,
  objects: readonly CopyObject[],
): Promise<RemovedPart[]> {
  if (objects.length === 0) return [];
  const namesOf = (kind: LedgerObject['kind']) =>
    objects.filter((object) => object.kind === kind).map(({ name }) => name);
  await endSessions(cluster, {
    applications: [...new Set(objects.map(({ attempt }) => applicationName(copyId, attempt)))],
    databases: namesOf('database'),
    roles: namesOf('role'),
  });
  const parts: RemovedPart[] = [];
  for (const kind of ['database', 'role'] as const)
    for (const name of namesOf(kind)) parts.push(await dropObject(cluster, ledger, { kind, name }));
  return parts;
}
