import type { MaskColumn } from '../mask';
import { digitsOf, valueDigest } from './keyed';
import { asText, roomOf } from './text-value';

/** Digits enough to stay unique: of 24 places, 22 are drawn. */
const places = 24;

/**
 * `masked` for values of a unique column that hold no words by `words`, a pattern. Words in a field for numbers may be a
 * name, and a mask that moves digits alone would leave them: such a value gives way as a whole to digits of its digest. So
 * does a value that `masked` leaves as it was, since it has no digits to move.
 */
export function withoutWords(
  column: MaskColumn,
  purpose: string,
  masked: string,
  alias: () => string,
  words = '[[:alpha:]]',
): string {
  const drawn = digitsOf(valueDigest(column, purpose), places - 2);
  const instead = `left('00' || ${drawn}, ${Math.min(places, roomOf(column))})`;
  return `(SELECT CASE WHEN m IS NULL OR m COLLATE "C" = ${asText(column)} THEN ${instead} ELSE m END
      FROM (SELECT CASE WHEN ${asText(column)} !~ '${words}' THEN ${masked} END AS m OFFSET 0) ${alias()})`;
}
