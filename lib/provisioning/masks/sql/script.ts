import type { Script } from '../dictionaries/given-names';

/**
 * Which script a text is written in, by the code point of its first character (Unicode blocks). A cheap test that
 * runs per row; mixed texts follow their first character.
 */
const blocks: [Script, number, number][] = [
  ['greek', 0x0370, 0x03ff],
  ['cyrillic', 0x0400, 0x052f],
  ['hebrew', 0x0590, 0x05ff],
  ['arabic', 0x0600, 0x06ff],
  ['devanagari', 0x0900, 0x097f],
  ['thai', 0x0e00, 0x0e7f],
  ['kana', 0x3040, 0x30ff],
  ['han', 0x4e00, 0x9fff],
  ['hangul', 0xac00, 0xd7af],
];

/** A CASE over scripts; Latin for everything below Greek and all that no block claims. `first` is `ascii(text)`. */
export function byScript(first: string, make: (script: Script) => string): string {
  const arms = blocks.map(
    ([script, from, to]) => `WHEN ${first} BETWEEN ${from} AND ${to} THEN ${make(script)}`,
  );
  return `CASE WHEN ${first} < ${0x0370} THEN ${make('latin')} ${arms.join(' ')} ELSE ${make('latin')} END`;
}
