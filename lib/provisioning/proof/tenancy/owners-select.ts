import { escapeIdentifier } from 'pg';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { OwnerPath } from './owner-paths';

/** The SQL by which the proof reads owners: outer joins along each path, so that a row without an owner shows as such. */

/** Which database is asked: what a schema is called there. */
export type SchemaName = (schema: string) => string;

const nameOf = (table: CatalogueTable, schemaName: SchemaName) =>
  `${table.kind === 'p' ? '' : 'ONLY '}${escapeIdentifier(schemaName(table.schema))}.${escapeIdentifier(table.name)}`;

const typeOf = (table: CatalogueTable, name: string) =>
  table.columns.find((column) => column.name === name)?.type;

/** The sign of equality as the column's own type means it, wherever an extension put it. */
export function sameSign(table: CatalogueTable, name: string): string {
  const type = typeOf(table, name);
  if (type?.kind !== 'base' || type.schema === 'pg_catalog') return '=';
  return `OPERATOR(${escapeIdentifier(type.schema)}.=)`;
}

const column = (alias: string, name: string) => `${alias}.${escapeIdentifier(name)}`;

/** `FROM table AS held` with each path's tables joined, and the alias at which each path ends. */
export function joinPaths(
  table: CatalogueTable,
  paths: readonly OwnerPath[],
  schemaName: SchemaName,
): { from: string; ends: string[] } {
  const joins: string[] = [];
  const ends = paths.map((path, at) => {
    let here = 'held';
    for (const [step, hop] of path.hops.entries()) {
      const next = `p${at}_${step}`;
      const met = hop.to.map(
        (name, index) =>
          `${column(next, name)} ${sameSign(hop.table, name)} ${column(here, hop.from[index] ?? name)}`,
      );
      joins.push(`LEFT JOIN ${nameOf(hop.table, schemaName)} AS ${next} ON ${met.join(' AND ')}`);
      here = next;
    }
    return here;
  });
  return { from: [`FROM ${nameOf(table, schemaName)} AS held`, ...joins].join(' '), ends };
}

/** Distinct owners of a table's rows and how many rows each combination has; one column of text[] per path. */
export function ownersSelect(
  table: CatalogueTable,
  paths: readonly OwnerPath[],
  schemaName: SchemaName,
): string {
  const { from, ends } = joinPaths(table, paths, schemaName);
  const owners = paths.map((path, at) => {
    const values = path.columns.map((name) => column(ends[at] ?? 'held', name));
    const isKnown = values.map((value) => `${value} IS NOT NULL`).join(' AND ');
    return `CASE WHEN ${isKnown} THEN ARRAY[${values.map((value) => `${value}::text`).join(', ')}] END AS o${at}`;
  });
  const groups = paths.map((_, at) => at + 1).join(', ');
  return `SELECT ${owners.join(', ')}, count(*)::float8 AS n ${from} GROUP BY ${groups} LIMIT 100`;
}

/** `FROM … WHERE` of the rows that belong to the tenant whose key `settings` name, one setting per column of the key. */
export function ownRows(
  table: CatalogueTable,
  paths: readonly OwnerPath[],
  schemaName: SchemaName,
  settings: readonly string[],
): string {
  const { from, ends } = joinPaths(table, paths, schemaName);
  const owned = paths.map((path, at) => {
    const parts = path.columns.map((name, index) => {
      const value = `current_setting('${settings[index] ?? ''}')::${typeOf(path.holder, name)?.sql ?? 'text'}`;
      return `${column(ends[at] ?? 'held', name)} ${sameSign(path.holder, name)} ${value}`;
    });
    return `(${parts.join(' AND ')})`;
  });
  return `${from} WHERE ${owned.join(' OR ')}`;
}
