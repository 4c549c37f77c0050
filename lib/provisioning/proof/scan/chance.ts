import type { FoundNumber } from './numbers-in';

/**
 * Tells cards and accounts from numbers and tokens that are one by chance.
 *
 * A number is judged by those that stand in the same column, are written in the same form, and are called the same (the word
 * or the field before them): its group. One in ten random numbers passes the check of a card, one in ninety-seven that of an
 * account, whatever their beginnings are.
 *
 * - Where all of a group are valid, and nothing in it might have become one by chance, each is a finding, one alone as well.
 * - Otherwise, of `n` numbers that look alike, `v` valid ones are a finding where so many or more are drawn by chance with a
 *   probability below 1e-9: the tail of the binomial distribution of `n` and 1/10 (or 1/97). That takes nine cards of nine.
 * - Where the others are 200 or more and all of one length, a valid one of another length is none of them. Random numbers
 *   drop zeros in front, one in ten of them: 200 are of one length with a probability of 0.9^200 = 7e-10.
 * - Numbers in groups of four are written as hardly anything but a card is, so three in ten suffice there.
 *
 * A copy of 500 tables with four columns of tokens in each is judged in rows and in statistics, and a column holds ten groups
 * at the most where machines write: 40,000 judgements of 1e-9 are 4e-5 copies with a false alarm, less than 1 in 10,000. What
 * that leaves out is the first rule in a column of less than six random numbers, all of which pass: one number of sixteen
 * digits does so once in 44 times, five together once in 1.6e8; and of random digests, one alone does once in 80,000 times.
 * And where others might have become one, a single card by itself among them cannot be told from chance, and is not found.
 */

const chances = { card: 1 / 10, iban: 1 / 97 };
const leastProbability = 1e-9;
const leastOfOneLength = 200;
const leastShareInGroups = 0.3;
/** Names that stand once and are more than these are data, as keys of documents may be. */
const mostNamesOfOne = 20;
/** Groups that are told apart in one column. */
const mostGroups = 10_000;

type Counts = {
  alike: number;
  valid: number;
  others: number;
  validLengths: Set<number>;
  otherLengths: Set<number>;
};

const empty = (): Counts => ({
  alike: 0,
  valid: 0,
  others: 0,
  validLengths: new Set(),
  otherLengths: new Set(),
});

/** Numbers of one column, or of one text, by group. */
export class NumberTally {
  private readonly groups = new Map<string, Counts>();

  constructor(private readonly kind: keyof typeof chances) {}

  add(found: readonly FoundNumber[]): void {
    for (const { group, likeness, length } of found) {
      const isKnown = this.groups.has(group) || this.groups.size < mostGroups;
      const name = isKnown ? group : formOf(group);
      const counts = this.groups.get(name) ?? empty();
      this.groups.set(name, counts);
      if (likeness !== 'other') counts.alike += 1;
      if (likeness === 'valid') counts.valid += 1;
      else counts.others += 1;
      (likeness === 'valid' ? counts.validLengths : counts.otherLengths).add(length);
    }
  }

  /** How many are valid, by chance or not. */
  get valid(): number {
    return [...this.groups.values()].reduce((sum, { valid }) => sum + valid, 0);
  }

  /**
   * How many valid ones stand in groups that are beyond chance. Where a comparison has shown all values to be new (`isNew`),
   * only what is next to impossible counts.
   */
  findings(isNew: boolean): number {
    return this.judged()
      .filter(([form, counts]) => isBeyondChance(counts, { form, chance: chances[this.kind], isNew }))
      .reduce((sum, [, { valid }]) => sum + valid, 0);
  }

  /** Groups with their form. Names that stand once each are one group where they are many. */
  private judged(): [string, Counts][] {
    const all = [...this.groups].map(([group, counts]): [string, Counts] => [formOf(group), counts]);
    const isSingle = ([, { valid, others }]: [string, Counts]) => valid + others === 1;
    const singles = all.filter(isSingle);
    if (singles.length <= mostNamesOfOne) return all;
    const pooled = new Map<string, Counts>();
    for (const [form, counts] of singles) pooled.set(form, sum(pooled.get(form) ?? empty(), counts));
    return [...all.filter((each) => !isSingle(each)), ...pooled];
  }
}

const formOf = (group: string) => group.split(' ', 1)[0] ?? '';

function sum(left: Counts, right: Counts): Counts {
  return {
    alike: left.alike + right.alike,
    valid: left.valid + right.valid,
    others: left.others + right.others,
    validLengths: new Set([...left.validLengths, ...right.validLengths]),
    otherLengths: new Set([...left.otherLengths, ...right.otherLengths]),
  };
}

function isBeyondChance(
  { alike, valid, others, validLengths, otherLengths }: Counts,
  { form, chance, isNew }: { form: string; chance: number; isNew: boolean },
): boolean {
  if (valid === 0) return false;
  if (tailOf(alike, valid, chance) < leastProbability) return true;
  if (isNew) return false;
  if (others === 0) return true;
  if (form === 'groups') return valid >= leastShareInGroups * (valid + others);
  const [length = 0] = otherLengths;
  return others >= leastOfOneLength && otherLengths.size === 1 && !validLengths.has(length);
}

/** The probability of so many hits or more in so many independent tries. */
export function tailOf(tries: number, hits: number, chance: number): number {
  if (hits <= tries * chance) return 1;
  const odds = Math.log(chance / (1 - chance));
  let logarithm = tries * Math.log1p(-chance);
  for (let count = 0; count < hits; count += 1) logarithm += Math.log((tries - count) / (count + 1)) + odds;
  let tail = 0;
  for (let count = hits; count <= tries; count += 1) {
    const term = Math.exp(logarithm);
    tail += term;
    if (term < tail * 1e-12) break;
    logarithm += Math.log((tries - count) / (count + 1)) + odds;
  }
  return tail;
}
