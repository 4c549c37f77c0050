import type { ClientBase } from 'pg';
import { readSequences, type SequenceRow } from '../catalogue/read-sequences';

/**
 * Moves every sequence past the values that were loaded into the columns it feeds, so that the next row gets a free
 * one. A sequence whose columns are empty stays where it starts. May be repeated. Returns how many were moved.
 */
export async function advanceSequences(client: ClientBase, schema: string): Promise<number> {
  let moved = 0;
  for (const sequence of await readSequences(client, schema)) {
    const { rowCount } = await client.query(advance(sequence), [
      sequence.sequence,
      sequence.minimum,
      sequence.maximum,
    ]);
    moved += rowCount ?? 0;
  }
  return moved;
}

/** A sequence that counts down is moved below the smallest value. Values outside of its range say nothing about it. */
function advance({ increment, feeds }: SequenceRow): string {
  const furthest = increment.startsWith('-') ? 'min' : 'max';
  const values = feeds.map(
    ({ table, column }) => `SELECT ${furthest}(${column})::numeric AS value FROM ${table}`,
  );
  return `SELECT setval($1::regclass, v.value::bigint)
            FROM (SELECT ${furthest}(value) AS value FROM (${values.join(' UNION ALL ')}) each) v
           WHERE v.value BETWEEN $2::numeric AND $3::numeric`;
}
