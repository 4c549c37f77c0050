/**
 * A name of a column or table as words: `customerFirstName2`, `CUSTOMER_FIRST_NAME_2` and `customer-firstName-2` all
 * become `customer first name`. Accents go, other scripts stay, numbers at the end of a word go.
 */
export function wordsOf(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
    .split(/[^\p{L}\d]+/u)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '')
    .join(' ');
}

/** A test for whole phrases inside such words. Phrases are separated by commas; a `?` makes the letter before it optional. */
export function phrases(list: string): RegExp {
  const alternatives = list
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '')
    .sort((left, right) => right.length - left.length);
  return new RegExp(`(?:^| )(?:${alternatives.join('|')})(?= |$)`, 'u');
}
