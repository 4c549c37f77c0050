import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';

export interface SequencePositionRow {
  schema: string;
  name: string;
  /** As text: a sequence may hold any bigint. */
  lastValue: string;
  /** False where the next value is `lastValue` itself. */
  isCalled: boolean;
}

/** How many sequences one statement asks; a statement over thousands of relations would be slow to plan. */
const batchSize = 200;

/**
 * Every sequence of the schemas with its position. Sequences stand outside transactions: the position is the present
 * one, so it is never behind the rows of an earlier snapshot. Needs SELECT on each.
 */
export async function readSequencePositions(
  client: ClientBase,
  schemas: string[],
): Promise<SequencePositionRow[]> {
  const { rows: names } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND c.relkind = 'S' AND c.relpersistence <> 't'
      ORDER BY n.nspname, c.relname`,
    [schemas],
  );
  const found: SequencePositionRow[] = [];
  for (let at = 0; at < names.length; at += batchSize) {
    const batch = names.slice(at, at + batchSize);
    const asked = batch.map(
      ({ schema, name }, index) =>
        `SELECT ${index} AS n, last_value::text AS "lastValue", is_called AS "isCalled"
           FROM ${escapeIdentifier(schema)}.${escapeIdentifier(name)}`,
    );
    const { rows } = await client.query<{ n: number; lastValue: string; isCalled: boolean }>(
      asked.join(' UNION ALL '),
    );
    found.push(
      ...rows.flatMap(({ n, lastValue, isCalled }) => {
        const sequence = batch[n];
        return sequence ? [{ ...sequence, lastValue, isCalled }] : [];
      }),
    );
  }
  return found;
}
