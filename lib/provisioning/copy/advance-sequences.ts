import { type ClientBase, escapeIdentifier, escapeLiteral } from 'pg';
import { readSequences, type SequenceRow } from '../catalogue/read-sequences';

/**
 * Moves every sequence past the values that were loaded into the columns it feeds, so that the next row gets a free
 * one. A sequence whose columns are empty stays where it starts. May be repeated. Returns how many were moved.
 */
export async function advanceSequences(client: ClientBase, schema: string): Promise<number> {
  const sequences = (await readSequences(client, [schema])).filter(({ feeds }) => feeds.length > 0);
  if (sequences.length === 0) return 0;
  const { rowCount } = await client.query(sequences.map(advance).join(' UNION ALL '));
  return rowCount ?? 0;
}

/** A sequence that counts down is moved below the smallest value. Values outside of its range say nothing about it. */
function advance({ schema, name, increment, minimum, maximum, feeds }: SequenceRow): string {
  const furthest = increment.startsWith('-') ? 'min' : 'max';
  const values = feeds.map(
    ({ table, column }) => `SELECT ${furthest}(${column})::numeric AS value FROM ${table}`,
  );
  const sequence = escapeLiteral(`${escapeIdentifier(schema)}.${escapeIdentifier(name)}`);
  return `SELECT setval(${sequence}::regclass, v.value::bigint)
            FROM (SELECT ${furthest}(value) AS value FROM (${values.join(' UNION ALL ')}) each) v
           WHERE v.value BETWEEN ${minimum} AND ${maximum}`;
}
