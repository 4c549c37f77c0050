import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import { clock } from '../../clock';
import type { Ledger, LedgerObject } from '../build-order';
import { errorCodeOf, failureOf, toProvisioningError } from '../provisioning-error';
import type { RemovedPart } from '../report';

const attempts = 5;

/**
 * Drops one database or role and says what became of it. It never throws: a clean-up goes on to the next object. A
 * database that an interrupted DROP left invalid is dropped like any other, and sessions in it are ended. What is not
 * there counts as gone, and the ledger is told either way. Its OID is on record before it goes.
 */
export async function dropObject(
  cluster: ClientBase,
  ledger: Pick<Ledger, 'gone' | 'seen'>,
  { kind, name }: Pick<LedgerObject, 'kind' | 'name'>,
): Promise<RemovedPart> {
  try {
    const existed = await noteBeforeDrop(cluster, ledger, { kind, name });
    if (existed) await dropPersistently(cluster, kind, name);
    await ledger.gone(kind, name);
    return { kind, name, state: existed ? 'dropped' : 'already_gone' };
  } catch (thrown) {
    const error = toProvisioningError(thrown, 'target', `dropping the ${kind} ${name}`);
    return { kind, name, state: 'remains', failure: failureOf(error) };
  }
}

/** Whether the catalogue shows it. */
export async function exists(
  cluster: ClientBase,
  kind: LedgerObject['kind'],
  name: string,
): Promise<boolean> {
  return (await findOid(cluster, kind, name)) !== null;
}

/** Puts the OID of what is about to be dropped on record. Returns whether the catalogue shows it. */
export async function noteBeforeDrop(
  cluster: ClientBase,
  ledger: Pick<Ledger, 'seen'>,
  { kind, name }: Pick<LedgerObject, 'kind' | 'name'>,
): Promise<boolean> {
  const oid = await findOid(cluster, kind, name);
  if (oid !== null) await ledger.seen(kind, name, oid);
  return oid !== null;
}

/** The OID under which the catalogue shows it; null where it does not. */
async function findOid(
  cluster: ClientBase,
  kind: LedgerObject['kind'],
  name: string,
): Promise<number | null> {
  const [table, column] = kind === 'database' ? ['pg_database', 'datname'] : ['pg_roles', 'rolname'];
  const { rows } = await cluster.query<{ oid: number }>(`SELECT oid FROM ${table} WHERE ${column} = $1`, [
    name,
  ]);
  return rows[0]?.oid ?? null;
}

/** A session that was ended may take a moment to leave, and another clean-up may be at work on the same object. */
async function dropPersistently(
  cluster: ClientBase,
  kind: LedgerObject['kind'],
  name: string,
): Promise<void> {
  const identifier = escapeIdentifier(name);
  const drop =
    kind === 'database'
      ? `DROP DATABASE IF EXISTS ${identifier} WITH (FORCE)`
      : `DROP ROLE IF EXISTS ${identifier}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await cluster.query(drop);
      return;
    } catch (thrown) {
      if (attempt === attempts || !isPassing(thrown)) throw thrown;
      await clock.sleep(100 * 2 ** attempt);
    }
  }
}

/** object_in_use, lock_not_available, and the internal error of two sessions that change one catalogue row at once. */
function isPassing(thrown: unknown): boolean {
  const code = errorCodeOf(thrown);
  return code === '55006' || code === '55P03' || code === 'XX000' || code === '2BP01';
}
