/**
 * Texts of people as they may be shown: what cannot be seen, and changes what can, stands there by its number. A name that
 * holds a right-to-left override reads as another name, and one with a zero-width space looks like somebody else's. What
 * writing needs stays: joiners between letters that join and inside of emoji, variation selectors after what varies,
 * the tags of a flag. Stored is the text as it was typed.
 *
 * Sources: Unicode Standard Annexes 9 (directional formatting) and 31 (2.3, joiners), Technical Standard 51 (emoji).
 * Safe in the browser.
 */

/** Controls, formats, lone surrogates, separators of lines and paragraphs, and letters that draw nothing. */
const unseen = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{DI}\\u2800]';

/** Letters that join in writing or stack; their joiners change what is meant, not who is meant. */
const joining =
  '[\\p{sc=Arabic}\\p{sc=Syriac}\\p{sc=Mongolian}\\p{sc=Devanagari}\\p{sc=Bengali}\\p{sc=Gurmukhi}\\p{sc=Gujarati}\\p{sc=Oriya}\\p{sc=Tamil}\\p{sc=Telugu}\\p{sc=Kannada}\\p{sc=Malayalam}\\p{sc=Sinhala}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{M}]';

/** What is no trick: ends of lines, numerals' signs of Arabic that are drawn, and what belongs to the sign before it. */
const needed = [
  '[\\t\\n\\r]',
  '[\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}]',
  `(?<=${joining})[\\u200c\\u200d](?=${joining})`,
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=[\\p{Emoji}\\p{Extended_Pictographic}])[\\ufe0e\\ufe0f]',
  '(?<=\\p{sc=Han})[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]',
  '(?<=\\u{1f3f4})[\\u{e0020}-\\u{e007e}]+\\u{e007f}',
].join('|');

const hasUnseen = new RegExp(unseen, 'u');
const each = new RegExp(`(?:${needed})|(${unseen})`, 'gu');

/** The text with every unseen character as `[U+202E]`; the same text where it holds none. Pure, and may be repeated. */
export function visibleText(text: string): string {
  if (!hasUnseen.test(text)) return text;
  return text.replace(each, (found: string, trick: string | undefined) => (trick ? nameOf(trick) : found));
}

function nameOf(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  return `[U+${number.toString(16).toUpperCase().padStart(4, '0')}]`;
}
