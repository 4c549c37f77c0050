import { z } from 'zod';

/** Text that PostgreSQL and a browser can both hold: no NUL, no lone surrogate, no control but tab and line ends. */
const isPlainText = (text: string) => !/(?![\t\n\r])[\p{Cc}\p{Cs}]/u.test(text);

/**
 * A text that somebody writes for others to read, trimmed. `asked` is the message if it is missing, `tooShort` the one if it
 * has fewer than `least` characters.
 */
export function textInput(
  asked: string,
  { least = 1, most, tooShort = asked }: { least?: number; most: number; tooShort?: string },
) {
  return z
    .string({ error: asked })
    .trim()
    .min(least, tooShort)
    .max(most, `Keep it under ${most.toLocaleString('en')} characters.`)
    .refine(isPlainText, 'Remove control characters from the text.');
}

/** Why somebody does something, in a sentence for the audit. */
export const reasonInput = textInput('Say why.', {
  least: 3,
  most: 500,
  tooShort: 'Say why, in a few words.',
});
