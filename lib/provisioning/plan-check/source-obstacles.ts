import type { ClientBase } from 'pg';
import { tableKey } from '../../plan-format/table-key';
import { readMissingRights } from '../catalogue/obstacles/read-missing-rights';
import { readUnloggedOnStandby } from '../catalogue/obstacles/read-unlogged-on-standby';
import { readHiddenTables } from '../catalogue/read-hidden-tables';
import { readTables } from '../catalogue/read-tables';
import { assertUnlocked } from '../sessions/lock-tables';
import type { Refusal, RefusalCode } from './refusal';

/**
 * What of a source keeps it from being read, whatever the plan says of its columns: all of it at once, by name, and before a
 * sample is read. What cannot be repeated elsewhere is asked in `surroundings`.
 */

/** Codes of refusals that say that a table, or a whole schema, cannot be read. */
const unreadable: ReadonlySet<string> = new Set(['right_missing', 'standby_unfit', 'rows_hidden']);

type Unreadable = {
  code: RefusalCode;
  /** The table or sequence; the schema where that is meant. */
  table: string;
  /** How a sentence about it begins. */
  name: string;
  fault: string;
  help: string;
  aside?: string;
};

/**
 * Rights that are missing, tables that a standby does not have, and tables of which a policy hides rows: one refusal for each
 * of them, with all that is wrong. The statement that grants a right names the role and is for operators.
 */
export async function findUnreadable(client: ClientBase, schemas: readonly string[]): Promise<Refusal[]> {
  const rights = (await readMissingRights(client, schemas)).map(
    ({ schema, relation, fault, grant }): Unreadable => ({
      code: 'right_missing',
      table: relation === null ? schema : tableKey(schema, relation),
      name: relation === null ? `The schema "${schema}"` : tableKey(schema, relation),
      fault,
      help: 'its owner grants it',
      aside: `${grant};`,
    }),
  );
  const unlogged = (await readUnloggedOnStandby(client, schemas)).map(
    (table): Unreadable => ({
      code: 'standby_unfit',
      table,
      name: table,
      fault: 'it is unlogged, and a standby does not have its rows',
      help: 'register the primary, or have its owner set it LOGGED',
    }),
  );
  const hidden = (await readHiddenTables(client, schemas)).map(({ schema, name }): Unreadable => {
    const table = tableKey(schema, name);
    return {
      code: 'rows_hidden',
      table,
      name: table,
      fault: 'row security hides rows from this role',
      help: 'read with a role that bypasses it (BYPASSRLS)',
    };
  });
  const places = new Map<string, Unreadable[]>();
  for (const fault of [...rights, ...unlogged, ...hidden])
    places.set(fault.name, [...(places.get(fault.name) ?? []), fault]);
  return [...places.values()].flatMap(tellUnreadable);
}

function tellUnreadable(faults: readonly Unreadable[]): Refusal[] {
  const [first] = faults;
  if (!first) return [];
  const { code, table, name, aside } = first;
  const said = [...faults.map(({ fault }) => fault), ...faults.map(({ help }) => help)].join('; ');
  return [{ code, table, message: `${name}: ${said}.`, ...(aside !== undefined && { aside }) }];
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
