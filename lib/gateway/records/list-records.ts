import { type ClientBase, escapeIdentifier } from 'pg';
import { jsonAnswer } from '../../command/http/answer';
import { Problem } from '../../command/http/problem';
import type { Caller } from '../callers/caller';
import { defineEndpoint, type ListParams } from '../endpoint';
import { findUnreadableValue, mayBeOfValue } from '../sandbox-pool/find-unreadable-value';
import { runStatement, type Statement } from '../sandbox-pool/run-statement';
import type { TableShape } from '../sandbox-pool/table-shape';
import { type ListParameters, readListParameters } from './list-parameters';
import { recordUrl } from './record-address';
import { bindText, isFormOf, recordJson } from './record-sql';
import { isOutOfDate, withRecords } from './with-records';

/** A page ends early at this size, so that wide rows cannot fill the memory of the web server. */
const mostPageBytes = 4_000_000;

type Row = { id: string; body: string; found: string };

/**
 * One page of records in the order of their key: `{ "data": […], "next": address or null }`.
 *
 * Pages are cut by key (`after`), so that none is skipped or repeated when rows come and go in between. Where a key is
 * not unique, rows of one key stay on one page, which may then be longer than `limit` and be followed by an empty one;
 * rows without a key come last, with the page on which they begin.
 */
export const listRecords = defineEndpoint<ListParams>({
  name: 'record.list',
  allow: 'record:read',
  serve: async ({ who, request, params: { name } }) => {
    const parameters = readListParameters(new URL(request.url).searchParams);
    return withRecords(who, { name, doing: 'list' }, async (client, table) => {
      refuseUnknownFilter(table, parameters);
      refuseNoNumber(table, parameters);
      const rows = await runStatement<Row>(client, pageStatement(table, parameters)).catch((error: unknown) =>
        nameTheFilter(client, table, parameters, error),
      );
      const last = rows.at(-1);
      const hasMore = last && (Number(last.found) > rows.length || rows.length > parameters.limit);
      const next = hasMore ? nextUrl(who, name, parameters, last.id) : null;
      return jsonAnswer(`{"data":[${rows.map((row) => row.body).join(',')}],"next":${JSON.stringify(next)}}`);
    });
  },
});

/** Reads one row more than the page has, to know whether there is a next one; ties share their rank and their sum. */
function pageStatement(table: TableShape, { limit, after, filters }: ListParameters): Statement {
  const values: Statement['values'] = [];
  const key = `t.${escapeIdentifier(table.key.name)}`;
  const conditions = filters.flatMap(([name, text]) => {
    const column = table.columns.get(name);
    return column ? [`t.${escapeIdentifier(name)} = ${bindText({ values }, column, text)}`] : [];
  });
  if (after !== null) conditions.push(`${key} > ${bindText({ values }, table.key, after)}`);
  const text = `
    SELECT id, body, found FROM (
      SELECT id, body, count(*) OVER () AS found, rank() OVER sorted AS place,
             sum(octet_length(body)) OVER sorted AS bytes
        FROM (SELECT ${key}::text AS id, ${key} AS sort, ${recordJson(table)} AS body
                FROM ${table.qualified} AS t
               ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
               ORDER BY ${key} FETCH FIRST ${limit + 1} ROWS WITH TIES) AS page
      WINDOW sorted AS (ORDER BY sort)) AS measured
     WHERE place = 1 OR (place <= ${limit} AND bytes <= ${mostPageBytes})
     ORDER BY place`;
  return { text, values };
}

function refuseUnknownFilter(table: TableShape, { filters }: ListParameters): void {
  const unknown = filters.find(([name]) => !table.columns.has(name));
  if (!unknown) return;
  const shown = unknown[0].slice(0, 63);
  throw new Problem('invalid_parameter', `${shown}: There is no such column to filter by.`, {
    members: { parameter: shown },
  });
}

function refuseNoNumber(table: TableShape, parameters: ListParameters): void {
  for (const [name, text] of given(parameters))
    if (!isFormOf(table.columns.get(name) ?? table.key, text)) throw noSuchValue(name);
}

/** What the database reads: filters by the names of their columns, and the key after which the page begins. */
function given({ after, filters }: ListParameters): [string, string][] {
  return after === null ? filters : [...filters, ['after', after]];
}

function noSuchValue(parameter: string, sqlstate?: string): Problem {
  return new Problem('invalid_parameter', `${parameter}: The column takes no such value.`, {
    members: { parameter, ...(sqlstate ? { sqlstate } : {}) },
  });
}

/** Says which parameter the database could not read; always throws. */
async function nameTheFilter(
  client: ClientBase,
  table: TableShape,
  parameters: ListParameters,
  error: unknown,
): Promise<never> {
  if (!mayBeOfValue(error)) throw error;
  const probes = given(parameters).map(([name, value]) => {
    const column = table.columns.get(name) ?? table.key;
    return {
      name,
      column: `t.${escapeIdentifier(column.name)}`,
      place: bindText({ values: [] }, column, value),
      value,
    };
  });
  const read = probes.map(({ name, place, value }) => ({ column: name, expression: place, value }));
  let parameter = await findUnreadableValue(client, read);
  if (parameter === null && isOutOfDate(error)) throw error;
  // Some types cannot be compared, and some say so only of certain values.
  const compared = probes.map(({ name, column, place, value }) => ({
    column: name,
    expression: `SELECT ${column} = ${place} FROM ${table.qualified} AS t LIMIT 1`,
    value,
  }));
  parameter ??= await findUnreadableValue(client, compared);
  if (parameter === null) throw error;
  throw noSuchValue(parameter, error.code);
}

function nextUrl(caller: Caller, name: string, { limit, filters }: ListParameters, after: string): string {
  const parameters = new URLSearchParams(filters);
  parameters.set('limit', String(limit));
  parameters.set('after', after);
  return `${recordUrl(caller, name)}?${parameters}`;
}
