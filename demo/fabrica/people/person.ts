import { days } from '../writing/cells';
import { pickAt, type Random } from '../writing/random';
import { american, arabic, brazilian } from './americas-and-arabia';
import { chinese, indian, japanese, korean } from './asia';
import type { Culture, Spelling } from './culture';
import { greek, polish, russian, turkish } from './eastern-europe';
import { british, french, german, spanish, swedish } from './western-europe';

/**
 * People whose details agree with each other: the mail is made of the name, the phone and the address belong to the
 * country, the identity number carries the birth date where that country's does.
 */

export const cultures: Record<string, Culture> = {
  DE: german,
  FR: french,
  ES: spanish,
  SE: swedish,
  GB: british,
  PL: polish,
  KZ: russian,
  GR: greek,
  TR: turkish,
  JP: japanese,
  CN: chinese,
  KR: korean,
  IN: indian,
  US: american,
  BR: brazilian,
  AE: arabic,
};

/** How often each country comes up, as repeated codes in one text. */
export type CultureMix = string;

export type Person = {
  culture: Culture;
  female: boolean;
  given: Spelling;
  family: Spelling;
  /** As written on the door: family first where that is the custom. */
  name: string;
  /** The same in Latin letters, given name first. */
  latinName: string;
  /** What a mail address starts with: `ayse.yilmaz`. */
  mailbox: string;
  phone: string;
  bornOn: string;
};

export type Address = {
  line: string;
  city: string;
  postalCode: string;
  country: string;
  at: readonly [number, number];
};

/** One of the cultures of a mix. */
export function pickCulture(random: Random, mix: CultureMix): Culture {
  const codes = mix.split(' ');
  const culture = cultures[random.pick(codes)];
  if (!culture) throw new RangeError(`The mix names a country without a culture: ${mix}`);
  return culture;
}

/** A person of a culture, of working age in 2025. */
export function makePerson(random: Random, culture: Culture): Person {
  const female = random.chance(0.47);
  const given = random.pick(female ? culture.female : culture.male);
  const base = random.pick(culture.family);
  const family = female && culture.feminine ? culture.feminine(base) : base;
  const name = culture.nameShape.replace('{given}', given.native).replace('{family}', family.native);
  return {
    culture,
    female,
    given,
    family,
    name,
    latinName: `${titleCase(given.latin)} ${titleCase(family.latin)}`,
    mailbox: `${given.latin}.${family.latin}`,
    phone: random.pattern(random.pick(culture.phones)),
    bornOn: new Date(Date.UTC(1959, 0, 1) + days(random.int(0, 16_500))).toISOString().slice(0, 10),
  };
}

/** A street address in one of the culture's cities. */
export function makeAddress(random: Random, culture: Culture): Address {
  const city = random.pick(culture.cities);
  const line = culture.addressLine
    .replace('{street}', random.pick(culture.streets))
    .replace('{number}', String(random.int(1, 140)));
  return {
    line,
    city: city.name,
    postalCode: random.pattern(city.postalCode),
    country: culture.country,
    at: city.at,
  };
}

/** A company's name in the manner of the country. */
export function makeCompany(random: Random, culture: Culture): string {
  return random
    .pick(culture.companies)
    .replace('{family}', random.pick(culture.family).native)
    .replace('{city}', random.pick(culture.cities).name);
}

/** A sentence in the writer's language that may name `about`, with their phone or mail. */
export function makeNote(
  random: Random,
  writer: Culture,
  about: Person,
  mail: string,
  part: string,
  day: string,
): string {
  return pickAt(writer.notes, random.int(0, writer.notes.length - 1))
    .replace('{name}', about.name)
    .replace('{phone}', about.phone)
    .replace('{mail}', mail)
    .replace('{part}', part)
    .replace('{day}', day);
}

function titleCase(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
