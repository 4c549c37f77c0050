import { numberOf } from './keyed';

/**
 * How long a text is that stands for another. A length that stays joins rows of the copy with rows of the source as a key
 * would: in a table of a hundred notes nearly each has its own. So the length is drawn, under the key, from all lengths of its
 * order of size (1 to 15, 16 to 31, 32 to 63 and so on), and is never the original's own while there is another. What the
 * copy tells is the order of size.
 */

/** The least lengths of the orders of size. */
const starts = [1, 16, 32, 64, 128, 256, 512, 1_024];

/** The least and the greatest length that a column takes. */
export type Lengths = { least: number; most: number };

export const anyLength: Lengths = { least: 0, most: Number.POSITIVE_INFINITY };

/** The lengths to draw from for each order of size, within the limits. */
function bands({ least, most }: Lengths): { from: number; width: number }[] {
  const within = (length: number) => Math.min(Math.max(length, least, 1), most);
  return starts.map((start, at) => {
    const from = within(start);
    const to = within((starts[at + 1] ?? Number.POSITIVE_INFINITY) - 1);
    return { from, width: to - from + 1 };
  });
}

/** SQL for a length as drawn for a text of so many characters, one at least. `limits.most` has to be finite. */
export function drawnLength(length: string, digest: string, limits: Lengths, alias: () => string): string {
  const all = bands(limits);
  const list = (numbers: readonly number[]) => `'{${numbers.join(',')}}'::int4[]`;
  const at = `width_bucket(l, ${list(starts.slice(1))}) + 1`;
  const drawn = `(SELECT l, n, (${list(all.map(({ from }) => from))})[${at}] AS f, (${list(all.map(({ width }) => width))})[${at}] AS w
      FROM (SELECT ${length} AS l, ${numberOf(digest)} AS n OFFSET 0) ${alias()} OFFSET 0)`;
  return `(SELECT CASE WHEN w > 1 AND l BETWEEN f AND f + w - 1
      THEN f + (l - f + 1 + (n % (w - 1))::int4) % w ELSE f + (n % w)::int4 END FROM ${drawn} ${alias()})`;
}
