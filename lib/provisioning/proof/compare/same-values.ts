import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { fromClause, type HashedColumn, type HashSelect } from './hash-select';

/**
 * Whether a column holds the same values on both sides, each as often, in whatever order: what is left to ask where no
 * key tells rows apart. Of values of which only some must change, those are asked about. Each side adds up hashes under
 * the proof's seed, so the answer is wrong once in 2^64 times.
 */
export async function holdsSameValues(
  sides: { source: Client; target: Client },
  select: { source: Place; target: Place },
  column: HashedColumn,
): Promise<boolean> {
  const [ours, theirs] = await Promise.all([
    sumOf(sides.target, select.target, column),
    sumOf(sides.source, select.source, column),
  ]);
  return ours.count > 0 && ours.count === theirs.count && ours.sum === theirs.sum;
}

type Place = Pick<HashSelect, 'table' | 'schema' | 'where' | 'seed'>;

async function sumOf(
  client: Client,
  place: Place,
  { column, touched }: HashedColumn,
): Promise<{ count: number; sum: string | null }> {
  const value = `src.${escapeIdentifier(column.name)}`;
  const asked = touched ? `FILTER (WHERE ${touched(value)})` : '';
  const { rows } = await client.query<{ count: number; sum: string | null }>(
    `SELECT (count(${value}) ${asked})::float8 AS count,
            (sum(hashtextextended(${value}::text COLLATE "C", ${place.seed})::numeric) ${asked})::text AS sum
       ${fromClause(place)}`,
  );
  return rows[0] ?? { count: 0, sum: null };
}
