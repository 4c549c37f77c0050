import type { FoundNumber } from './numbers-in';

/**
 * Tells cards and accounts from numbers and tokens that are one by chance.
 *
 * A number is judged by those that stand in the same column, are written in the same form, and are called the same (the word
 * or the field before them): its group. One in ten random numbers passes the check of a card, one in ninety-seven that of an
 * account, whatever their beginnings are.
 *
 * - The same number in many rows counts once: it was drawn once.
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
  /** Different numbers: the same one in many rows was drawn once. */
  valid: ReadonlySet<string>;
  alike: ReadonlySet<string>;
  others: ReadonlySet<string>;
  /** How often a valid one stands. */
  times: number;
};

/** So many different ones tell enough of a group. */
const mostKept = 10_000;

class Group implements Counts {
  readonly valid = new Set<string>();
  readonly alike = new Set<string>();
  readonly others = new Set<string>();
  times = 0;

  add({ likeness, value }: FoundNumber): void {
    if (likeness === 'valid') this.times += 1;
    const kept = likeness === 'other' ? this.others : this[likeness];
    if (kept.size < mostKept) kept.add(value);
  }
}

/** Numbers of one column, or of one text, by group. */
export class NumberTally {
  private readonly groups = new Map<string, Group>();

  constructor(private readonly kind: keyof typeof chances) {}

  add(found: readonly FoundNumber[]): void {
    for (const each of found) {
      const isKnown = this.groups.has(each.group) || this.groups.size < mostGroups;
      const name = isKnown ? each.group : formOf(each.group);
      const group = this.groups.get(name) ?? new Group();
      this.groups.set(name, group);
      group.add(each);
    }
  }

  /** How many are valid, by chance or not. */
  get valid(): number {
    return [...this.groups.values()].reduce((sum, { times }) => sum + times, 0);
  }

  /**
   * How many valid ones stand in groups that are beyond chance. Where a comparison has shown all values to be new (`isNew`),
   * only what is next to impossible counts.
   */
  findings(isNew: boolean): number {
    return this.judged()
      .filter(([form, counts]) => isBeyondChance(counts, { form, chance: chances[this.kind], isNew }))
      .reduce((sum, [, { times }]) => sum + times, 0);
  }

  /** Groups with their form. Names that stand for one number each are one group where they are many. */
  private judged(): [string, Counts][] {
    const all = [...this.groups].map(([group, counts]): [string, Counts] => [formOf(group), counts]);
    const isSingle = ([, { valid, alike, others }]: [string, Counts]) =>
      valid.size + alike.size + others.size === 1;
    const singles = all.filter(isSingle);
    if (singles.length <= mostNamesOfOne) return all;
    const forms = new Set(singles.map(([form]) => form));
    const pooled = [...forms].map((form): [string, Counts] => [
      form,
      together(singles.filter(([own]) => own === form).map(([, counts]) => counts)),
    ]);
    return [...all.filter((each) => !isSingle(each)), ...pooled];
  }
}

const formOf = (group: string) => group.split(' ', 1)[0] ?? '';

function together(all: readonly Counts[]): Counts {
  const union = (likeness: 'valid' | 'alike' | 'others') =>
    new Set(all.flatMap((counts) => [...counts[likeness]]));
  return {
    valid: union('valid'),
    alike: union('alike'),
    others: union('others'),
    times: all.reduce((sum, { times }) => sum + times, 0),
  };
}

function isBeyondChance(
  { valid, alike, others }: Counts,
  { form, chance, isNew }: { form: string; chance: number; isNew: boolean },
): boolean {
  if (valid.size === 0) return false;
  if (tailOf(valid.size + alike.size, valid.size, chance) < leastProbability) return true;
  if (isNew) return false;
  const beside = [...alike, ...others];
  if (beside.length === 0) return true;
  if (form === 'groups') return valid.size >= leastShareInGroups * (valid.size + beside.length);
  const lengths = new Set(beside.map((value) => value.length));
  return (
    beside.length >= leastOfOneLength &&
    lengths.size === 1 &&
    [...valid].every((value) => !lengths.has(value.length))
  );
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
