import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { createKey } from '@/lib/ids';
import { decimalOf } from '../compare/decode-hashes';
import { keyedDigest, shareKey } from '../compare/keyed-digest';
import type { OwnKind } from '../promises/own-kind';
import { type OwnColumn, piecesOf } from './own-values';
import type { Hit } from './read-kept-texts';
import { hashOfPiece, preparedFrom } from './read-own-values';
import { TextHash } from './text-hash';

/**
 * Asks the source whether a column really holds what a hash has met: each side computes SHA-256 over a fresh key and the
 * value, the target's in this process, and only those digests are compared.
 */

/** A leak of this many is a leak; there is no need to count on. */
const mostAsked = 100_000;

/** By hit, as `keyOf` calls it: the number of rows of the source's column that hold it. Rejects when the source fails. */
export async function confirmOwnValues(
  source: ClientBase,
  column: OwnColumn,
  hits: readonly Hit[],
  seed: bigint,
): Promise<Map<string, number>> {
  const key = createKey();
  const asked = [...new Map(hits.map((hit) => [keyOf(hit), hit])).values()].slice(0, mostAsked);
  const byDigest = new Map<string, string[]>();
  for (const hit of asked) {
    const digest = createHash('sha256').update(key).update(writtenOf(hit, column.kind)).digest('hex');
    byDigest.set(digest, [...(byDigest.get(digest) ?? []), keyOf(hit)]);
  }
  await shareKey(source, key);
  const { rows } = await source.query<{ digest: string; rows: number }>(
    `SELECT ${keyedDigest('x')} AS digest, n::float8 AS rows
       FROM (SELECT x, count(*) AS n ${preparedFrom([column])}, LATERAL (VALUES ${candidatesOf(column, seed)}) AS piece (x)
              WHERE x IS NOT NULL GROUP BY x) AS found`,
    [hashesOf(asked, seed)],
  );
  const confirmed = new Map<string, number>();
  for (const row of rows) for (const hit of byDigest.get(row.digest) ?? []) confirmed.set(hit, row.rows);
  return confirmed;
}

/** How many whole numbers lie between the least and the greatest number of a column, both counted. Rejects when it fails. */
export async function spanOf(source: ClientBase, column: OwnColumn): Promise<number | undefined> {
  const number = piecesOf(column.kind, 0).find((piece) => piece.includes(`'#'`));
  if (!number) return undefined;
  const { rows } = await source.query<{ span: number | null }>(
    `SELECT (max(n) - min(n) + 1)::float8 AS span FROM (SELECT ltrim(${number}, '#')::numeric AS n ${preparedFrom([column])}) AS numbers`,
  );
  return rows[0]?.span ?? undefined;
}

export const keyOf = ({ kind, text }: Pick<Hit, 'kind' | 'text'>) => `${kind} ${text}`;

/** What was hashed: the piece itself, or the words of several, those of a name in one order. */
function writtenOf({ kind, text }: Hit, of: OwnKind): string {
  const digits = text.replace(/[^0-9]/g, '').replace(/^0+/, '');
  if (kind === 'number') return `#${digits}`;
  if (kind === 'ending') return `~${digits.slice(-8)}`;
  if (kind !== 'words') return text;
  const words = wordsOf(text).map((word) => Buffer.from(word));
  return (of === 'name' ? words.sort(Buffer.compare) : words).join(' ');
}

/** The words of a piece, as `WordReader` tells them apart. */
export const wordsOf = (text: string) => text.split(/[ .,\-_/'+]+/).filter((word) => word !== '');

/** Hashes of pieces, and of each word of several. */
function hashesOf(hits: readonly Hit[], seed: bigint): string[] {
  const hashes = new Set<string>();
  const own = new TextHash(seed);
  for (const hit of hits) {
    if (hit.kind !== 'words') hashes.add(decimalOf(hit.high, hit.low));
    else
      for (const word of wordsOf(hit.text)) {
        const bytes = Buffer.from(word);
        own.hash(bytes, 0, bytes.length);
        hashes.add(decimalOf(own.high, own.low));
      }
  }
  return [...hashes];
}

/** Rows of a VALUES list: each piece of a value whose hash is among those that are asked about. */
function candidatesOf(column: OwnColumn, seed: bigint): string {
  const pieces = piecesOf(column.kind, 0);
  const isAsked = (piece: string) => `${hashOfPiece(piece, seed)} = ANY ($1::int8[])`;
  const when = (asked: string[], text: string) => `(CASE WHEN ${asked.join(' AND ')} THEN ${text} END)`;
  if (column.kind === 'address')
    return when(pieces.slice(0, 2).map(isAsked), `concat_ws(' ', ${pieces.join(', ')})`);
  const alone = pieces.map((piece) => when([isAsked(piece)], piece));
  if (column.kind !== 'name') return alone.join(', ');
  const pair = (left: string, right: string) =>
    when(
      [isAsked(left), isAsked(right)],
      `least(${left} COLLATE "C", ${right} COLLATE "C") || ' ' || greatest(${left} COLLATE "C", ${right} COLLATE "C")`,
    );
  const [first = ''] = pieces;
  const beside = pieces.slice(1).map((piece, at) => pair(pieces[at] ?? '', piece));
  const ends = pieces.slice(2).map((piece) => pair(first, piece));
  return [...alone, ...beside, ...ends].join(', ');
}
