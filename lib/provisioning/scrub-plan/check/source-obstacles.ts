import type { ClientBase } from 'pg';
import { readMissingRights } from '../../catalogue/obstacles/read-missing-rights';
import { readUnloggedOnStandby } from '../../catalogue/obstacles/read-unlogged-on-standby';
import { readHiddenTables } from '../../catalogue/read-hidden-tables';
import { readTables } from '../../catalogue/read-tables';
import { tableKey } from '../../catalogue/table-key';
import { assertUnlocked } from '../../sessions/lock-tables';
import type { Refusal } from '../refusal';

/**
 * What of a source keeps it from being read, whatever the plan says of its columns: all of it at once, by name, and before a
 * sample is read. What cannot be repeated elsewhere is asked in `surroundings`.
 */

/** Codes of refusals that say that a table, or a whole schema, cannot be read. */
const unreadable: ReadonlySet<string> = new Set(['right_missing', 'standby_unfit', 'rows_hidden']);

/**
 * Rights that are missing, tables that a standby does not have, and tables of which a policy hides rows. The statement
 * that grants a right names the role and is for operators.
 */
export async function findUnreadable(client: ClientBase, schemas: readonly string[]): Promise<Refusal[]> {
  const rights = (await readMissingRights(client, schemas)).map(
    ({ schema, relation, fault, grant }): Refusal => ({
      code: 'right_missing',
      table: relation === null ? schema : tableKey(schema, relation),
      message: `${relation === null ? `The schema "${schema}"` : tableKey(schema, relation)}: ${fault}; its owner grants it.`,
      aside: `${grant};`,
    }),
  );
  const unlogged = (await readUnloggedOnStandby(client, schemas)).map(
    (name): Refusal => ({
      code: 'standby_unfit',
      table: name,
      message: `${name} is unlogged, and a standby does not have its rows; register the primary, or have its owner set it LOGGED.`,
    }),
  );
  const hidden = (await readHiddenTables(client, schemas)).map(
    (table): Refusal => ({
      code: 'rows_hidden',
      table,
      message: `${table}: row security hides rows from this role; read with a role that bypasses it (BYPASSRLS).`,
    }),
  );
  return [...rights, ...unlogged, ...hidden];
}

/** The tables that can be read, by what `findUnreadable` refuses; a statement over another one would fail. Pure. */
export function readableTables<Table extends { schema: string; name: string }>(
  tables: readonly Table[],
  refusals: readonly Refusal[],
): Table[] {
  const named = new Set(refusals.filter(({ code }) => unreadable.has(code)).map(({ table }) => table));
  return tables.filter(({ schema, name }) => !named.has(schema) && !named.has(tableKey(schema, name)));
}

/**
 * Fails with `lock_timeout`, naming table and holder, where somebody holds a table locked: already reading the catalogue
 * would wait for it. Leaves no lock behind. The client must not be inside a transaction.
 */
export async function assertNoneLocked(client: ClientBase, schemas: readonly string[]): Promise<void> {
  const tables = await readTables(client, [...schemas]);
  await assertUnlocked(client, readableTables(tables, await findUnreadable(client, schemas)));
}
