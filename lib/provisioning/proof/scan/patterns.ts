import type { Finding } from '../certificate';
import type { CardCount, NumberCount } from './numbers-in';

/**
 * What gives a person away wherever it stands: a mail address that could arrive, a payment card, a bank account. Check
 * digits are verified, so that a part number of sixteen digits is not taken for a card.
 */

/** Names that are reserved for examples (RFC 2606, RFC 6761): mail to them reaches nobody. */
const nobody = String.raw`@(?:[a-z0-9-]+\.)*(?:example\.(?:com|net|org|edu)|[a-z0-9-]+\.(?:test|example|invalid)|localhost)\y`;
const mail = String.raw`[[:alnum:]._%+-]+@[[:alnum:]-]+(?:\.[[:alnum:]-]+)*\.[[:alpha:]]{2,}`;

/** Characters of the shortest text that holds a card or the beginning of an account. */
const leastNumber = 12;

/**
 * SQL conditions over a text expression, false or NULL for NULL. Cheap tests come first, since patterns take ten times
 * as long: no mail is without an `@`, and one before `example.test` and a quotation mark or the end is nobody's. A pattern of
 * fewer states takes two thirds of the time of the one it spares, and a date has not digits enough for it.
 */
export const sqlPatterns = {
  mail: (text: string) =>
    `CASE WHEN strpos(${text}, '@') = 0 THEN false
          WHEN strpos(replace(${text} || '"', '@example.test"', ''), '@') = 0 THEN false
          ELSE regexp_replace(${text}, '${nobody}', ' ', 'gi') ~ '${mail}' END`,
  /** May hold a card or an account; the values have to be looked at. */
  numbers: (text: string) =>
    `CASE WHEN octet_length(${text}) < ${leastNumber} THEN false
          WHEN ${text} !~ '[0-9](?:[ -]?[0-9]){8}|[A-Z]{2}[0-9]{2}' THEN false
          ELSE ${text} ~ '[0-9](?:[ -]?[0-9]){12}|[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4} ?[A-Z0-9]{4}' END`,
};

const nobodyHere =
  /@(?:[a-z0-9-]+\.)*(?:example\.(?:com|net|org|edu)|[a-z0-9-]+\.(?:test|example|invalid)|localhost)\b/gi;
const mailHere = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/u;
/** Whether the text holds a mail address that is somebody's. */
export function holdsMail(text: string): boolean {
  return mailHere.test(text.replace(nobodyHere, ' '));
}

/** The share of numbers whose check digits fit although nobody made them fit. */
const byChance = { card: 1 / 10, iban: 1 / 97 };
/**
 * What counts as too unlikely to be chance. A copy of 500 tables with four columns of long numbers in each is judged 4,000
 * times, in rows and in statistics: all of them together raise a false alarm in less than one of 10,000 copies.
 */
const leastProbability = 2e-8;

/**
 * Whether the valid ones among the alike are too many for chance. Where values may be somebody's, three times the share
 * of chance is enough, so is a single valid one by itself, and so are a few too many for chance among part numbers that
 * look alike; fewer than that cannot be told from them. Where a comparison has shown all values to be new (`isNew`), some
 * digests consist of digits alone, a few of those fit, and only what is next to impossible counts.
 */
export function isBeyondChance(
  kind: Finding['looksLike'],
  { alike, valid }: NumberCount,
  isNew = false,
): boolean {
  const chance = kind === 'card' ? byChance.card : byChance.iban;
  const isImpossible = valid > 0 && probabilityOf(alike, valid, chance) < leastProbability;
  return isImpossible || (!isNew && valid > 0 && valid / alike >= (kind === 'card' ? 0.3 : 0.1));
}

/**
 * Whether a text's cards are too many for chance. In groups they are judged by themselves. In a row they are digits among
 * others: where more numbers and digests of that length stand than cards do, those that fit may be some of them.
 */
export function hasCards({ plain, grouped, others }: CardCount, isNew = false): boolean {
  return (
    isBeyondChance('card', grouped, isNew) || isBeyondChance('card', plain, isNew || others > plain.valid)
  );
}

/** The probability of so many hits or more in so many independent tries. */
function probabilityOf(tries: number, hits: number, chance: number): number {
  let logarithm = tries * Math.log1p(-chance);
  let below = 0;
  for (let count = 0; count < hits; count += 1) {
    below += Math.exp(logarithm);
    logarithm += Math.log((tries - count) / (count + 1)) + Math.log(chance / (1 - chance));
  }
  return 1 - below;
}
