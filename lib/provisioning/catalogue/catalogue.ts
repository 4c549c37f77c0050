import type { ClientBase } from 'pg';
import { tableKey } from '../../plan-format/table-key';
import { type ColumnType, readColumnTypes } from './column-type';
import { readColumns } from './read-columns';
import { readConstraints } from './read-constraints';
import { readTables } from './read-tables';
import { readUniqueIndexes } from './read-unique-indexes';

/**
 * The structure of a source, assembled for planning: tables with typed columns, and the promises between them
 * (uniqueness, references, checks). It holds no row and no statistics.
 */

export interface CatalogueColumn {
  name: string;
  position: number;
  type: ColumnType;
  notNull: boolean;
  generated: '' | 's' | 'v';
  identity: boolean;
  default: string | null;
  comment: string | null;
}

export interface UniqueKey {
  name: string;
  primary: boolean;
  /** Column names; empty when a key part is an expression. */
  columns: string[];
  /** Every column that keys, expressions or predicate mention. */
  mentions: string[];
  keys: string[];
  predicate: string | null;
  nullsEqual: boolean;
}

export interface ForeignKey {
  name: string;
  columns: string[];
  /** Key of the referenced table, and its columns in the same order. Null when it lies outside the schemas read. */
  table: string | null;
  referenced: string[];
}

export interface CheckConstraint {
  name: string;
  kind: 'check' | 'exclusion';
  columns: string[];
  expression: string | null;
  definition: string;
  validated: boolean;
  /** It may read other rows than its own, through a function of the source's own. */
  callsCode: boolean;
}

export interface CatalogueTable {
  key: string;
  oid: number;
  schema: string;
  name: string;
  kind: 'r' | 'p' | 'f';
  isPartition: boolean;
  /** Keys of parents inside the schemas read. */
  parents: string[];
  estimatedRows: number;
  bytes: number;
  rowSecurity: boolean;
  comment: string | null;
  columns: CatalogueColumn[];
  uniqueKeys: UniqueKey[];
  foreignKeys: ForeignKey[];
  checks: CheckConstraint[];
}

export interface Catalogue {
  /** As `server_version_num` says: 180004. */
  serverVersion: number;
  /** Those of the schemas asked for that exist. */
  schemas: string[];
  tables: CatalogueTable[];
}

function groupByTable<Row extends { table: number }>(rows: Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.table, [...(groups.get(row.table) ?? []), row]);
  return groups;
}

/**
 * Reads the structure of the schemas. Run it inside a transaction at REPEATABLE READ where it must agree with the data
 * read beside it. A schema that does not exist is not among its `schemas`; the caller compares those with its wishes.
 *
 * Expressions come back with every name qualified: the session's search_path is `pg_catalog` while they are read, and
 * afterwards what it was before. A failed statement leaves that to the caller's rollback.
 */
export async function readCatalogue(client: ClientBase, schemas: string[]): Promise<Catalogue> {
  const before = await client.query<{ path: string; version: number }>(
    `SELECT current_setting('search_path') AS path, current_setting('server_version_num')::int4 AS version`,
  );
  await client.query(`SELECT set_config('search_path', 'pg_catalog', false)`);
  const catalogue = await assemble(client, schemas, before.rows[0]?.version ?? 0);
  await client.query(`SELECT set_config('search_path', $1, false)`, [before.rows[0]?.path ?? '']);
  return catalogue;
}

async function assemble(client: ClientBase, schemas: string[], serverVersion: number): Promise<Catalogue> {
  const resolve = await readColumnTypes(client);
  const tableRows = await readTables(client, schemas);
  const columns = groupByTable(await readColumns(client, schemas));
  const constraints = groupByTable(await readConstraints(client, schemas));
  const indexes = groupByTable(await readUniqueIndexes(client, schemas));
  const keyOf = new Map(tableRows.map((row) => [row.oid, tableKey(row.schema, row.name)]));
  const nameOf = (table: number | null, position: number) =>
    columns.get(table ?? 0)?.find((column) => column.position === position)?.name ?? '';

  const tables = tableRows.map(({ parents, ...row }): CatalogueTable => {
    const rules = constraints.get(row.oid) ?? [];
    return {
      ...row,
      key: tableKey(row.schema, row.name),
      parents: parents.flatMap((oid) => keyOf.get(oid) ?? []),
      columns: (columns.get(row.oid) ?? []).map(({ table: _table, typmod, type, ...column }) => ({
        ...column,
        type: resolve(type, typmod),
      })),
      uniqueKeys: (indexes.get(row.oid) ?? []).map((index) => ({
        name: index.name,
        primary: index.primary,
        columns: index.columns.includes(0) ? [] : index.columns.map((position) => nameOf(row.oid, position)),
        mentions: [...new Set([...index.columns, ...index.mentions])]
          .filter((position) => position > 0)
          .map((position) => nameOf(row.oid, position)),
        keys: index.keys,
        predicate: index.predicate,
        nullsEqual: index.nullsEqual,
      })),
      foreignKeys: rules
        .filter((rule) => rule.kind === 'f')
        .map((rule) => ({
          name: rule.name,
          columns: rule.columns.map((position) => nameOf(row.oid, position)),
          table: keyOf.get(rule.references ?? 0) ?? null,
          referenced: rule.referencedColumns.map((position) => nameOf(rule.references, position)),
        })),
      checks: rules
        .filter((rule) => rule.kind === 'c' || rule.kind === 'x')
        .map((rule) => ({
          name: rule.name,
          kind: rule.kind === 'c' ? 'check' : 'exclusion',
          columns: rule.columns
            .filter((position) => position > 0)
            .map((position) => nameOf(row.oid, position)),
          expression: rule.expression,
          definition: rule.definition,
          validated: rule.validated,
          callsCode: rule.callsCode,
        })),
    };
  });
  return { serverVersion, schemas: await readExisting(client, schemas), tables };
}

/** In the order in which they were asked for. */
async function readExisting(client: ClientBase, schemas: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT nspname AS name FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1)',
    [schemas],
  );
  const found = new Set(rows.map(({ name }) => name));
  return schemas.filter((schema) => found.has(schema));
}
