import pg from 'pg';
import type { CatalogueTable } from '../../catalogue/catalogue';

/**
 * FROM clause of a bounded look at a table: all of a small one, scattered pages of a large one, so that neither the
 * oldest rows nor the newest speak for all. Partitions are read through their parent; heirs speak for themselves.
 */
export function sampledRows(table: CatalogueTable, rows: number, alias: string): string {
  const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`;
  const source = table.kind === 'p' ? name : `ONLY ${name}`;
  const share =
    table.estimatedRows > rows * 10 && table.kind !== 'f' ? (rows * 300) / table.estimatedRows : 100;
  const pages = share >= 100 ? '' : ` TABLESAMPLE SYSTEM (${share.toPrecision(4)}) REPEATABLE (1)`;
  return `(SELECT * FROM ${source} AS t${pages} LIMIT ${rows}) AS ${alias}`;
}
