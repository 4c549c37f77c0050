import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { createKey } from '@/lib/ids';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import type { CatalogueColumn } from '../../catalogue/catalogue';
import type { Sides } from './compare-columns';
import { mostConfirmed } from './confirm-survivors';
import { decimalOf, readHashes } from './decode-hashes';
import { fromClause, type HashPlace } from './hash-select';
import { HashSet } from './hash-set';
import { asDocument, holdsUnnamed, unnamedKeys } from './key-conditions';
import type { KeyPlace } from './key-place';
import { keyPlaces } from './key-places';
import { keyedDigest, shareKey } from './keyed-digest';

/**
 * Keys of documents are values: none may be in the target that the plan neither names nor masks, and where it masks them,
 * none that the source has at the same place. The documents themselves are compared as wholes elsewhere, which says
 * nothing about one key that came through among others that did not.
 */

type Places = { source: HashPlace; target: HashPlace };

/** How many such keys the target holds in this column. Bytes that a set may take are bounded by `memory`. */
export async function countKeys(
  sides: Sides,
  places: Places,
  { column, mask, memory }: { column: CatalogueColumn; mask: MaskSpec; memory: number },
): Promise<number> {
  const all = keyPlaces(mask);
  let count = await countStray(
    sides.target,
    places.target,
    column,
    all.filter(({ others }) => others === 'absent'),
  );
  for (const place of all.filter(({ others }) => others === 'renewed'))
    count += await countMet(sides, places, keysAt(column, place), memory);
  return count;
}

/** FROM item with the keys at one place, over rows that are called `src`. */
const keysAt = ({ name, type }: CatalogueColumn, place: KeyPlace) =>
  unnamedKeys(asDocument(type, `src.${escapeIdentifier(name)}`), place);

/** Rows with such a key. */
async function countStray(
  target: Client,
  place: HashPlace,
  column: CatalogueColumn,
  all: readonly KeyPlace[],
): Promise<number> {
  if (all.length === 0) return 0;
  const document = asDocument(column.type, `src.${escapeIdentifier(column.name)}`);
  const isStray = all.map((each) => holdsUnnamed(document, each)).join(' OR ');
  const { rows } = await target.query<{ n: number }>(
    `SELECT count(*) FILTER (WHERE ${isStray})::float8 AS n ${fromClause({ ...place, where: null })}`,
  );
  return rows[0]?.n ?? 0;
}

async function countMet(
  { source, target }: Sides,
  places: Places,
  keys: string,
  memory: number,
): Promise<number> {
  const from = (place: HashPlace) => fromClause({ ...place, beside: `${keys} AS other` });
  const hash = `hashtextextended(other.key, ${places.target.seed})`;
  const { rows } = await target.query<{ n: number }>(
    `SELECT count(DISTINCT ${hash})::float8 AS n ${from(places.target)}`,
  );
  const different = rows[0]?.n ?? 0;
  const parts = Math.max(1, Math.ceil(HashSet.bytesFor(different) / memory));
  const set = new HashSet(Math.ceil((1.2 * different) / parts) + 1_000);
  let met = 0;
  for (let part = 0; part < parts; part += 1) {
    set.clear();
    const own = parts === 1 ? hash : `CASE WHEN (${hash} & 65535) % ${parts} = ${part} THEN ${hash} END`;
    await readHashes(target, `SELECT ${own} ${from(places.target)}`, (_column, high, low) =>
      set.add(high, low),
    );
    const found = new Set<string>();
    await readHashes(source, `SELECT ${own} ${from(places.source)}`, (_column, high, low) => {
      if (found.size < mostConfirmed && set.has(high, low)) found.add(decimalOf(high, low));
    });
    if (found.size === 0) continue;
    const key = createKey();
    const digests = async (client: Client, place: HashPlace) => {
      await shareKey(client, key);
      const answer = await client.query<{ digest: string }>(
        `SELECT DISTINCT ${keyedDigest('other.key')} AS digest
           FROM (SELECT other.key ${from(place)}) AS other WHERE ${hash} = ANY ($1::int8[])`,
        [[...found]],
      );
      return answer.rows.map(({ digest }) => digest);
    };
    const [ours, theirs] = await Promise.all([
      digests(target, places.target),
      digests(source, places.source),
    ]);
    const known = new Set(theirs);
    met += ours.filter((digest) => known.has(digest)).length;
  }
  return met;
}
