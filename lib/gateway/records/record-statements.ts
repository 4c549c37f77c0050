import { escapeIdentifier } from 'pg';
import type { Probe } from '../sandbox-pool/find-unreadable-value';
import type { Statement } from '../sandbox-pool/run-statement';
import type { TableShape } from '../sandbox-pool/table-shape';
import type { JsonValue } from './read-body';
import { bindJson, matchKey, recordJson, writableColumn } from './record-sql';

type Body = Record<string, JsonValue>;

/** Adds one record; the row that came of it, with what defaults and triggers made of it, as JSON. */
export function insertStatement(table: TableShape, body: Body): Statement {
  const values: Statement['values'] = [];
  const names = Object.keys(body).map((name) => escapeIdentifier(writableColumn(table, name).name));
  const expressions = Object.entries(body).map(([name, value]) =>
    bindJson({ values }, writableColumn(table, name), value),
  );
  const filling =
    names.length > 0 ? `(${names.join(', ')}) VALUES (${expressions.join(', ')})` : 'DEFAULT VALUES';
  return {
    text: `INSERT INTO ${table.qualified} AS t ${filling} RETURNING ${idAndBody(table)}`,
    values,
  };
}

/** Changes the given columns of one record. `body` has at least one member. */
export function updateStatement(table: TableShape, id: string, body: Body): Statement {
  const values: Statement['values'] = [];
  const changes = Object.entries(body).map(([name, value]) => {
    const column = writableColumn(table, name);
    return `${escapeIdentifier(column.name)} = ${bindJson({ values }, column, value)}`;
  });
  const where = onlyOne(table, { values }, id);
  return {
    text: `UPDATE ${table.qualified} AS t SET ${changes.join(', ')} WHERE ${where} RETURNING ${idAndBody(table)}`,
    values,
  };
}

/** Removes one record. */
export function deleteStatement(table: TableShape, id: string): Statement {
  const values: Statement['values'] = [];
  const where = onlyOne(table, { values }, id);
  return { text: `DELETE FROM ${table.qualified} AS t WHERE ${where} RETURNING true AS done`, values };
}

/** Reads one record. */
export function selectStatement(table: TableShape, id: string): Statement {
  const values: Statement['values'] = [];
  const where = matchKey({ values }, table, id);
  return { text: `SELECT ${idAndBody(table)} FROM ${table.qualified} AS t WHERE ${where} LIMIT 1`, values };
}

/** The values of a body one by one, for finding the one that its type refuses. */
export function probesOf(table: TableShape, body: Body): Probe[] {
  return Object.entries(body).map(([name, value]) => {
    const values: Statement['values'] = [];
    const expression = bindJson({ values }, writableColumn(table, name), value);
    return { column: name, expression, value: values[0] ?? null };
  });
}

const idAndBody = (table: TableShape) =>
  `t.${escapeIdentifier(table.key.name)}::text AS id, ${recordJson(table)} AS body`;

/** Matches the row of a key unless several have it: a key that is not unique changes nothing rather than too much. */
function onlyOne(table: TableShape, { values }: Pick<Statement, 'values'>, id: string): string {
  const matched = matchKey({ values }, table, id);
  const key = escapeIdentifier(table.key.name);
  return `${matched} AND NOT EXISTS (SELECT FROM ${table.qualified} AS other WHERE other.${key} = t.${key} OFFSET 1)`;
}
