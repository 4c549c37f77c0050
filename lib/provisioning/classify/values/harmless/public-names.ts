/** Names and codes that the runtime's own locale data lists: countries, languages, currencies, time zones. */

const languages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'nb',
  'da',
  'fi',
  'pl',
  'cs',
  'hu',
  'tr',
  'ru',
  'el',
  'ja',
  'zh',
  'ko',
  'ar',
];
const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

type Kind = 'region' | 'language' | 'currency';

function namesIn(locale: string, kind: Kind, codes: readonly string[]): string[] {
  const names = new Intl.DisplayNames([locale], { type: kind, fallback: 'none' });
  return codes.flatMap((code) => names.of(code)?.toLowerCase() ?? []);
}

let known:
  | { regions: Set<string>; names: Set<string>; currencies: Set<string>; zones: Set<string> }
  | undefined;

/** Made at the first question; some 20,000 names in all. */
function lists(): NonNullable<typeof known> {
  if (known) return known;
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const regions = pairs.filter((code) => english.of(code) !== undefined);
  const currencies = Intl.supportedValuesOf('currency');
  const spoken = pairs.map((code) => code.toLowerCase());
  const names = languages.flatMap((locale) => [
    ...namesIn(locale, 'region', regions),
    ...namesIn(locale, 'language', spoken),
    ...namesIn(locale, 'currency', currencies),
  ]);
  known = {
    regions: new Set(regions),
    names: new Set(names),
    currencies: new Set(currencies),
    zones: new Set(Intl.supportedValuesOf('timeZone')),
  };
  return known;
}

/** ISO 3166-1, two capitals. */
export const isRegion = (value: string): boolean => lists().regions.has(value);

/** ISO 4217, three capitals. */
export const isCurrency = (value: string): boolean => lists().currencies.has(value);

/** A zone of the IANA database, by the names that the runtime knows. */
export function isTimeZone(value: string): boolean {
  return lists().zones.has(value) || /^(?:UTC|GMT|Etc\/[A-Z][\w+-]{1,12})$/.test(value);
}

/** The name of a country, a language or a currency in one of some twenty languages, in any case. */
export const isPublicName = (value: string): boolean => lists().names.has(value.toLowerCase());
