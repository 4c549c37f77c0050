/**
 * Numbers of cards and accounts in a text. Forms that hold digits by chance are known and not searched: what stands inside a
 * UUID, a token, a fraction or a longer number is part of it. A card is looked for as people write it: its digits in a row, or
 * in groups of four or more with blanks or hyphens between them.
 *
 * Issuers give out numbers of certain beginnings and lengths, and so do countries. That alone leaves one in forty-four of
 * random numbers of sixteen digits, so whatever might have become one by chance is found with them (`chance.ts`).
 */

/**
 * What a number turned out to be: `valid` by its check digits, `alike` in beginning and length alone, or an `other` number or
 * token of the kinds that are one by chance now and then.
 */
export type Likeness = 'valid' | 'alike' | 'other';

export type FoundNumber = {
  /** How it is written and what it is called: numbers of one group are judged by each other. */
  group: string;
  likeness: Likeness;
  /** Without blanks and hyphens. */
  value: string;
};

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** A number after a plus sign is a telephone number (ITU-T E.123); digits beside a letter or a point are part of more. */
const inRow = /(?<![\w.+])\d{13,40}(?!\w|\.\d|,\d{1,2}(?!\d))/g;
/** Groups that go on with others, of which one is no number of four digits, are part of a longer token. */
const inGroups = /(?<![\w.+]|\w*\d\w*-)\d{4,}(?:[ -]\d{4,})+(?:[ -]\d{3})?(?!\w|\.\d|,\d{1,2}(?!\d)|-\w*\d)/g;
/**
 * Digests and tokens that are as long as a card once zeros in front are left out. Of those of sixteen hexadecimal digits one
 * in two thousand consists of digits alone, of others fewer, and of those that mix capitals next to none.
 */
const shortToken = /(?<!\w)(?=\d*[A-Za-z])(?=[A-Za-z]*\d)(?:[0-9a-z]{13,24}|[0-9A-Z]{13,24})(?!\w)/g;

/** Visa, Mastercard, American Express, Diners, JCB, Discover: beginnings and lengths (ISO/IEC 7812-1 and the issuers). */
const issued =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|(?:6011|64[4-9]\d|65\d\d)\d{12})$/;

/** Cards in a text, and what might be one by chance. */
export function cardsIn(text: string): FoundNumber[] {
  const searched = text.replace(uuid, ' ');
  const found = (pattern: RegExp, form: string, likenessOf: (written: string) => Likeness) =>
    [...searched.matchAll(pattern)].map(({ 0: written, index }): FoundNumber => {
      const digits = written.replace(/[ -]/g, '');
      const label = labelAt(searched, index, index + written.length);
      return { group: `${form} ${label}`, likeness: likenessOf(digits), value: digits };
    });
  return [
    ...found(inRow, 'row', likenessOfCard),
    ...found(inGroups, 'groups', likenessOfCard),
    ...found(shortToken, 'row', () => 'other'),
  ];
}

function likenessOfCard(digits: string): Likeness {
  if (!issued.test(digits)) return 'other';
  return passesLuhn(digits) ? 'valid' : 'alike';
}

/** Lengths of accounts by country (ISO 13616-1, the registry of its authority). */
const lengths = new Map(
  Object.entries({
    15: 'NO',
    16: 'BE',
    18: 'DK FI FK FO GL NL SD',
    19: 'MK SI',
    20: 'AT BA EE KZ LT LU MN XK',
    21: 'CH CR HR LI LV',
    22: 'BG BH DE GB GE IE ME RS VA',
    23: 'AE GI IL IQ OM SO TL',
    24: 'AD CZ ES MD PK RO SA SE SK TN VG',
    25: 'LY PT ST',
    26: 'IS TR',
    27: 'BI DJ FR GR IT MC MR SM',
    28: 'AL AZ BY CY DO GT HN HU LB NI PL SV',
    29: 'BR EG PS QA UA',
    30: 'JO KW MU YE',
    31: 'MT SC',
    32: 'LC',
    33: 'RU',
  }).flatMap(([length, countries]) =>
    countries.split(' ').map((country) => [country, Number(length)] as const),
  ),
);

const accountStart = /(?<![\w.+])([A-Z]{2})\d{2}(?= ?[A-Z0-9])/g;
/** Tokens in capitals, such as secrets of base 32: one in a million of them is an account. */
const token = /(?<!\w)(?=[A-Z0-9]*[A-Z])(?=[A-Z]*\d)[A-Z0-9]{15,34}(?!\w)/g;

/** Accounts in a text, and what might be one by chance. A bank's code of zeros belongs to no bank and is not counted. */
export function accountsIn(text: string): FoundNumber[] {
  const places = new Set<number>();
  const found = [...text.matchAll(accountStart)].flatMap(({ 1: country = '', index }): FoundNumber[] => {
    const account = accountAt(text, index, lengths.get(country) ?? 0);
    if (account === null || account.slice(4, 8) === '0000') return [];
    places.add(index);
    const isInRow = text.startsWith(account, index);
    const label = labelAt(text, index, index + account.length);
    const likeness = passesMod97(account) ? 'valid' : 'alike';
    return [{ group: `${isInRow ? 'row' : 'groups'} ${label}`, likeness, value: account }];
  });
  const others = [...text.matchAll(token)].flatMap(({ 0: written, index }): FoundNumber[] => {
    if (places.has(index)) return [];
    const label = labelAt(text, index, index + written.length);
    return [{ group: `row ${label}`, likeness: 'other', value: written }];
  });
  return [...found, ...others];
}

/** So many capitals and digits from there on, blanks between them left out; null where a word ends sooner or goes on. */
function accountAt(text: string, start: number, length: number): string | null {
  if (length === 0) return null;
  const [written] = text.slice(start, start + 2 * length).match(/^[A-Z0-9]+(?: [A-Z0-9]+)*/) ?? [''];
  let account = '';
  for (const word of written.split(' ')) {
    account += word;
    if (account.length >= length) break;
  }
  return account.length === length ? account : null;
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 7064, as ISO 13616-1 uses it. */
function passesMod97(account: string): boolean {
  const turned = account.slice(4) + account.slice(0, 4);
  let rest = 0;
  for (const character of turned) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const most = 60;

const before = /(\p{L}{2,})["']?\s*[:=#.]*\s*["'(]?$/u;
const after = /^["')]*\s+["'(]?(\p{L}{2,})/u;

/**
 * What a number in a text is called: the word, or the name of the field, that stands right before it, otherwise the word
 * after it; empty where it stands in a list or by itself. Pure.
 */
function labelAt(text: string, start: number, end: number): string {
  const [, name] = text.slice(Math.max(0, start - most), start).match(before) ?? [];
  if (name !== undefined) return name.toLowerCase();
  const [, next] = text.slice(end, end + most).match(after) ?? [];
  return next === undefined ? '' : `before ${next.toLowerCase()}`;
}
