import { escapeIdentifier } from 'pg';
import type { CatalogueTable } from '../../catalogue/catalogue';
import { sampledRows } from '../../plan-check/probe/sampled-rows';
import { only } from '../compare/hash-select';

/** Rows of a table in which values are looked for: all that are meant by `where`, or those of a sample. */
export type RowsLookedAt = {
  table: CatalogueTable;
  schema: string;
  /** Over a row called `src`; null for all. */
  where: string | null;
  /** So many rows at the most, the same for every statement of a transaction; null for all. */
  sample: number | null;
};

/** `FROM … AS src WHERE …`; `spread` is further entries of the FROM clause. */
export function rowsLookedAt({ table, schema, where, sample }: RowsLookedAt, spread = ''): string {
  const whole = `${only(table)}${escapeIdentifier(schema)}.${escapeIdentifier(table.name)} AS src`;
  const rows = sample === null ? whole : sampledRows(table, sample, 'src');
  return `FROM ${rows}${spread}${where === null ? '' : ` WHERE ${where}`}`;
}
