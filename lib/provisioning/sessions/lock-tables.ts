import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import { tableKey } from '../../plan-format/table-key';
import { readLockHolders } from '../catalogue/obstacles/read-lock-holders';
import { ProvisioningError, toProvisioningError } from '../provisioning-error';

/**
 * Locks for reading (ACCESS SHARE), which hinder neither reading nor writing, and the name of whoever keeps a table from
 * being read. A session waits no longer than its lock_timeout, so nobody queues behind it for long.
 */

export type LockedTable = { schema: string; name: string; kind: string };

/** Tables per LOCK statement: few enough to name a culprit soon, many enough to be quick. */
const locksPerStatement = 100;

/**
 * Locks the tables in the present transaction. Fails with `lock_timeout`, naming the table, and for operators who holds
 * it; the transaction is rolled back by then.
 */
export async function lockTables(client: ClientBase, tables: readonly LockedTable[]): Promise<void> {
  const locked = tables.filter(({ kind }) => kind !== 'f');
  for (let at = 0; at < locked.length; at += locksPerStatement) {
    const batch = locked.slice(at, at + locksPerStatement);
    try {
      await client.query(`LOCK TABLE ${batch.map(lockName).join(', ')} IN ACCESS SHARE MODE`);
    } catch (thrown) {
      throw await nameLocked(client, batch, thrown);
    }
  }
}

/**
 * Asks for the same locks and gives them back at once, before samples are read, which would time out one by one. The
 * client must not be inside a transaction.
 */
export async function assertUnlocked(client: ClientBase, tables: readonly LockedTable[]): Promise<void> {
  await client.query('BEGIN READ ONLY');
  try {
    await lockTables(client, tables);
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

/**
 * The server does not say which of several tables it waited for: the list of locks does, asked at once. Where the lock was
 * let go in that moment, each table is tried by itself, without waiting.
 */
async function nameLocked(
  client: ClientBase,
  tables: readonly LockedTable[],
  thrown: unknown,
): Promise<ProvisioningError> {
  const failure = toProvisioningError(thrown, 'source', 'locking tables for reading');
  if (failure.code !== 'lock_timeout') return failure;
  await client.query('ROLLBACK');
  const holders = await readLockHolders(client);
  const holdersOf = ({ schema, name }: LockedTable) =>
    holders.filter((each) => each.schema === schema && each.name === name).map(({ holder }) => holder);
  const table = tables.find((each) => holdersOf(each).length > 0) ?? (await findLocked(client, tables));
  if (!table) return failure;
  const aside = holdersOf(table)
    .map((holder) => `${holder.charAt(0).toUpperCase()}${holder.slice(1)}.`)
    .join(' ');
  const message = `Table ${tableKey(table.schema, table.name)} is locked by another session of the source; nothing was copied.`;
  return new ProvisioningError(failure.code, message, failure.sqlstate, {
    cause: thrown,
    remedy: failure.remedy,
    ...(aside ? { aside } : {}),
  });
}

async function findLocked(
  client: ClientBase,
  tables: readonly LockedTable[],
): Promise<LockedTable | undefined> {
  for (const table of tables) {
    try {
      await client.query('BEGIN READ ONLY');
      await client.query(`LOCK TABLE ${lockName(table)} IN ACCESS SHARE MODE NOWAIT`);
    } catch {
      return table;
    } finally {
      await client.query('ROLLBACK').catch(() => undefined);
    }
  }
  return undefined;
}

const lockName = ({ schema, name }: LockedTable) =>
  `ONLY ${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
