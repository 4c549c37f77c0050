/**
 * Numbers of cards and accounts in a text. Forms that hold digits by chance are known and not searched: what stands inside a
 * UUID, a digest, a token, a fraction or a longer number is part of it. A card is looked for as people write it: its digits
 * in a row, or in groups of four or more with blanks or hyphens between them.
 *
 * Issuers give out numbers of certain beginnings and lengths, and so do countries. That alone leaves one in six of random
 * numbers of sixteen digits, and next to none of tokens in capitals.
 */

/** Numbers that look like what is searched, and how many of them carry valid check digits. */
export type NumberCount = { alike: number; valid: number };

export type CardCount = {
  /** Digits in a row, as numbers of any kind are written. */
  plain: NumberCount;
  /** In groups, as hardly anything else is. */
  grouped: NumberCount;
  /** Numbers and digests as long as a card that are none: where they stand, a card may be one of them by chance. */
  others: number;
};

export const noCards: CardCount = {
  plain: { alike: 0, valid: 0 },
  grouped: { alike: 0, valid: 0 },
  others: 0,
};

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** A number after a plus sign is a telephone number (ITU-T E.123); digits beside a letter or a point are part of more. */
const inRow = /(?<![\w.+])\d{13,19}(?!\w|[.,]\d)/g;
const inGroups = /(?<![\w.+])\d{4,}(?:[ -]\d{4,})+(?:[ -]\d{3})?(?!\w|[.,]\d)/g;
/** Digests as long as a card, of which one in two thousand consists of digits alone. */
const shortDigest = /(?<!\w)(?=\d*[a-f])[0-9a-f]{13,19}(?!\w)/gi;

/** Visa, Mastercard, American Express, Diners, JCB, Discover: beginnings and lengths (ISO/IEC 7812-1 and the issuers). */
const issued =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|(?:6011|64[4-9]\d|65\d\d)\d{12})$/;

/** Cards in a text, by how they are written. */
export function cardsIn(text: string): CardCount {
  const searched = text.replace(uuid, ' ');
  const rows = [...searched.matchAll(inRow)].map(([found]) => found);
  const groups = [...searched.matchAll(inGroups)].map(([found]) => found.replace(/[ -]/g, ''));
  const plain = rows.filter((digits) => issued.test(digits));
  const grouped = groups.filter((digits) => issued.test(digits));
  return {
    plain: { alike: plain.length, valid: plain.filter(passesLuhn).length },
    grouped: { alike: grouped.length, valid: grouped.filter(passesLuhn).length },
    others: rows.length - plain.length + [...searched.matchAll(shortDigest)].length,
  };
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

/** Accounts in a text. A bank's code of zeros belongs to no bank and is not counted. */
export function accountsIn(text: string): NumberCount {
  const found = [...text.matchAll(accountStart)].flatMap(({ 1: country = '', index }) => {
    const account = accountAt(text, index, lengths.get(country) ?? 0);
    return account === null || account.slice(4, 8) === '0000' ? [] : [account];
  });
  return { alike: found.length, valid: found.filter(passesMod97).length };
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
