import { numberOf, subkey } from './keyed';

/**
 * Keyed permutations, for keys that have to stay unique and of the same size: a hash reduced by modulo would collide,
 * a permutation cannot. A generalised Feistel network over pairs (l, r) with 0 ≤ l < a and 0 ≤ r < b: each round adds
 * a keyed function of one half to the other, modulo that half's range, which can always be undone. (Black and
 * Rogaway, "Ciphers with arbitrary finite domains", 2002; the round count follows NIST SP 800-38G's caution, lessened
 * since nobody gets to ask for encryptions of their choice.)
 *
 * No pair stays where it is. A random permutation has one fixed point on average, which is somebody's own number. Here
 * three rounds lead to another pair, the round in the middle moves that pair by one step at least, and the three rounds are
 * undone in reverse: where a pair came back as it was, the middle round would have left one in its place. That holds for
 * each half of two values or more; `a` has them, but for the empty string of digits.
 *
 * Each round is a subselect behind OFFSET 0: without that fence the planner would merge the rounds, and every use of
 * a half would calculate all rounds below it again.
 */

type Half = 'l' | 'r';

/**
 * The half that each of the rounds in front of the middle moves. The middle moves `l`, and after it they are undone: the
 * last of them moves the other half, or it would undo itself.
 */
const forth: readonly Half[] = ['r', 'l', 'r'];

/** A keyed function of a whole number, 0 to 2^60 - 1. `tweak` separates ranges that share a label. */
function roundFunction(label: string, round: number, half: string, tweak: string): string {
  return numberOf(`sha256(${subkey(`${label}/round ${round}`)} || int8send(${tweak}) || int8send(${half}))`);
}

/**
 * A subselect with the permuted `l` and `r`, of which one at least is another than before unless `a` is 1. `start` must
 * yield int8 columns `a`, `b`, `l`, `r`, `tweak`, and `carry` names further columns of it to be handed through.
 */
export function permuted(label: string, start: string, carry: string[], alias: () => string): string {
  const others = ['a', 'b', 'tweak', ...carry].join(', ');
  const pass = (from: string, halves: string) =>
    `(SELECT ${halves}, ${others} FROM ${from} ${alias()} OFFSET 0)`;
  const to = (half: Half, moved: string) => (half === 'l' ? `${moved} AS l, r` : `l, ${moved} AS r`);
  const drawn = (half: Half, round: number) => roundFunction(label, round, half === 'l' ? 'r' : 'l', 'tweak');
  const size = (half: Half) => (half === 'l' ? 'a' : 'b');
  let from = `(${start} OFFSET 0)`;
  for (const [round, half] of forth.entries())
    from = pass(from, to(half, `(${half} + ${drawn(half, round)}) % ${size(half)}`));
  from = pass(from, to('l', `(l + 1 + ${drawn('l', forth.length)} % greatest(a - 1, 1)) % a`));
  for (const [round, half] of [...forth.entries()].reverse())
    from = pass(
      from,
      to(half, `(${half} - ${drawn(half, round)} % ${size(half)} + ${size(half)}) % ${size(half)}`),
    );
  return from;
}

/**
 * Ranges of magnitude, each permuted within itself, so that a number of a narrow column stays within that column and
 * columns of different width agree: up to 2^15, 2^31, 2^53 (what JSON readers hold exactly), 2^63. `a * b` is the
 * size of the range.
 */
const ranges = [
  { below: '32768', from: '0', a: '256', b: '128' },
  { below: '2147483648', from: '32768', a: '65535', b: '32768' },
  { below: '9007199254740992', from: '2147483648', a: '67108848', b: '134217728' },
  { below: null, from: '9007199254740992', a: '4429185024', b: '2080374784' },
];

function byRange(value: string, pick: (range: (typeof ranges)[number]) => string): string {
  const arms = ranges.map((range) =>
    range.below === null ? `ELSE ${pick(range)}` : `WHEN ${value} < ${range.below} THEN ${pick(range)}`,
  );
  return `CASE ${arms.join(' ')} END::int8`;
}

/**
 * A permutation of the whole numbers of 64 bits that leaves none as it was. The sign and the range of magnitude stay; so
 * does NULL. `value` is any integer expression.
 */
export function permutedInteger(label: string, value: string, alias: () => string): string {
  const [sign, size, split] = [alias(), alias(), alias()];
  const start = `SELECT negative, lo, a, b, (x - lo) / b AS l, (x - lo) % b AS r, lo AS tweak
    FROM (SELECT negative, x, ${byRange('x', (range) => range.from)} AS lo,
                 ${byRange('x', (range) => range.a)} AS a, ${byRange('x', (range) => range.b)} AS b
            FROM (SELECT v < 0 AS negative, CASE WHEN v < 0 THEN -1 - v ELSE v END AS x
                    FROM (SELECT (${value})::int8 AS v OFFSET 0) ${sign} OFFSET 0) ${size} OFFSET 0) ${split}`;
  const done = permuted(label, start, ['negative', 'lo'], alias);
  return `(SELECT CASE WHEN negative THEN -1 - (lo + l * b + r) ELSE lo + l * b + r END FROM ${done} ${alias()})`;
}

/**
 * A permutation of the digit strings of one length that leaves none as it was, leading zeros included: `digits` is an
 * expression of at most 30 decimal digits. The empty string stays empty; NULL stays NULL.
 */
export function permutedDigits(label: string, digits: string, alias: () => string): string {
  const [text, halves] = [alias(), alias()];
  const start = `SELECT n, h, (10 ^ (n - h)::numeric)::int8 AS a, (10 ^ h::numeric)::int8 AS b,
           coalesce(nullif(left(d, n - h), ''), '0')::int8 AS l, coalesce(nullif(right(d, h), ''), '0')::int8 AS r,
           n::int8 AS tweak
      FROM (SELECT d, length(d) AS n, length(d) / 2 AS h
              FROM (SELECT ${digits} AS d OFFSET 0) ${text} OFFSET 0) ${halves}`;
  const done = permuted(label, start, ['n', 'h'], alias);
  return `(SELECT lpad(CASE WHEN n = h THEN '' ELSE l::text END, n - h, '0')
                  || lpad(CASE WHEN h = 0 THEN '' ELSE r::text END, h, '0') FROM ${done} ${alias()})`;
}
