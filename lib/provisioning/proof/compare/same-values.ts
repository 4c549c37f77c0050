import type { Client } from 'pg';
import type { Sides } from './compare-columns';
import { fromClause, type HashedColumn, type HashPlace, hashOf } from './hash-select';

/**
 * Whether a column holds the same values on both sides, each as often, in whatever order: what is left to ask where no
 * key tells rows apart. Of values of which only some must change, those are asked about. Each side adds up hashes under
 * the proof's seed, so the answer is wrong once in 2^64 times.
 */
export async function holdsSameValues(
  sides: Sides,
  places: { source: HashPlace; target: HashPlace },
  column: HashedColumn,
): Promise<boolean> {
  const [ours, theirs] = await Promise.all([
    sumOf(sides.target, places.target, column),
    sumOf(sides.source, places.source, column),
  ]);
  return ours.count > 0 && ours.count === theirs.count && ours.sum === theirs.sum;
}

async function sumOf(
  client: Client,
  place: HashPlace,
  column: HashedColumn,
): Promise<{ count: number; sum: string | null }> {
  // Hashed as the source's are on both sides, so that what need not change is left out of the copy as well.
  const hash = hashOf({ ...place, key: null, side: 'source' }, column);
  const { rows } = await client.query<{ count: number; sum: string | null }>(
    `SELECT count(hash)::float8 AS count, sum(hash)::text AS sum FROM (SELECT ${hash} AS hash ${fromClause(place)}) AS hashed`,
  );
  return rows[0] ?? { count: 0, sum: null };
}
