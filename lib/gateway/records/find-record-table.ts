import { Problem } from '../../command/http/problem';
import type { Caller } from '../callers/caller';
import { readTableShape } from '../sandbox-pool/read-table-shape';
import type { SandboxSession } from '../sandbox-pool/sandbox-pools';
import type { TableShape } from '../sandbox-pool/table-shape';

/** The definition behind `/records/<name>`, by own names only. Throws `not_found` with the names that there are. */
export function findRecordDefinition(caller: Caller, name: string) {
  const { records } = caller.product;
  const definition = Object.hasOwn(records, name) ? records[name] : undefined;
  if (definition) return definition;
  const names = Object.keys(records).sort().join(', ');
  throw new Problem('not_found', `There are no records of this name; there are ${names || 'none'}.`);
}

/**
 * The table that `/records/<name>` serves. Read from the catalogue once per database and kept beside its connections;
 * `forgetRecordTable` is for when a statement finds it out of date. Throws `not_found`.
 */
export async function findRecordTable(
  { client, tables }: SandboxSession,
  caller: Caller,
  name: string,
): Promise<TableShape> {
  const { table, key } = findRecordDefinition(caller, name);
  const known = tables.get(name) ?? readTableShape(client, caller.place.schema, table, key);
  tables.set(name, known);
  const shape = await known.catch((error: unknown) => {
    tables.delete(name);
    throw error;
  });
  if (shape) return shape;
  tables.delete(name);
  throw new Problem('not_found', 'This sandbox has no table for these records.');
}

/** Makes the next call read the catalogue again. */
export function forgetRecordTable({ tables }: SandboxSession, name: string): void {
  tables.delete(name);
}
