import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { fromClause, type HashedColumn, type HashSelect, hashOf } from './hash-select';
import { keyedDigest, shareKey } from './keyed-digest';

/** A leak of this many is a leak; there is no need to count on. */
export const mostConfirmed = 20_000;

/**
 * Counts values (or values in their row) that both sides really have in common, among those whose quick hashes met:
 * each side computes SHA-256 over a fresh key and the value, and only those digests are compared. At most
 * `mostConfirmed` are looked at. `candidates` are the quick hashes in decimal.
 */
export async function confirmSurvivors(
  sides: { source: Client; target: Client },
  select: { source: HashSelect; target: HashSelect },
  column: HashedColumn,
  candidates: readonly string[],
  key: Buffer,
): Promise<number> {
  const asked = candidates.slice(0, mostConfirmed);
  const [ours, theirs] = await Promise.all([
    digests(sides.target, select.target, column, asked, key),
    digests(sides.source, select.source, column, asked, key),
  ]);
  const known = new Set(theirs);
  return ours.filter((digest) => known.has(digest)).length;
}

async function digests(
  client: Client,
  select: HashSelect,
  hashed: HashedColumn,
  candidates: readonly string[],
  key: Buffer,
): Promise<string[]> {
  const { column, expectation } = hashed;
  const inRow = expectation === 'absent' ? [] : (select.key?.columns ?? []);
  const parts = [...inRow, column.name].map((name) => `src.${escapeIdentifier(name)}::text`);
  const text = `concat_ws('|', ${parts.join(', ')})`;
  const hash = hashOf(select, hashed);
  const glue = select.where === null ? 'WHERE' : 'AND';
  await shareKey(client, key);
  const { rows } = await client.query<{ digest: string }>(
    `SELECT DISTINCT ${keyedDigest(text)} AS digest
       ${fromClause(select)} ${glue} ${hash} = ANY ($1::int8[])`,
    [candidates],
  );
  return rows.map((row) => row.digest);
}
