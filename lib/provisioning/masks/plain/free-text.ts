import { z } from 'zod';
import { defineMask } from '../mask';
import { drawnLength } from '../sql/drawn-length';
import { bytesOf, digest } from '../sql/keyed';
import { asColumn, asText, isText, roomOf, whenFilled, whenPresent } from '../sql/text-value';

const parameters = z.strictObject({
  /**
   * `replace` leaves no word of the original. `redact` blanks what patterns find and leaves the rest: patterns miss
   * names, so only a person may choose it, with a reason.
   */
  mode: z.enum(['replace', 'redact']).default('replace'),
  /**
   * `about`: of the same order of size. `same`: exactly as long, by which rows can be told again, so that only a person may
   * choose it.
   */
  length: z.enum(['about', 'same']).default('about'),
});

const filler =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. ';
/** Longer texts are cut here: a sandbox needs a long text now and then, not 100 MB of filler. */
const longest = 2_000;
/** Cut as bytes, one for each letter, since cutting text would count the letters of four times as many. */
const fillers = filler.repeat(Math.ceil(longest / filler.length)).slice(0, longest);

const patterns: [pattern: string, replacement: string][] = [
  ['[^\\s@<>]+@[^\\s@<>]+\\.[[:alpha:]]{2,}', '[mail]'],
  ['[a-z][a-z0-9+.-]*://\\S+', '[url]'],
  ['\\m[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\\M', '[account]'],
  ['\\m[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\M', '[address]'],
  ['\\+?[0-9][0-9 ()/.-]{5,}[0-9]', '[number]'],
];

/** So much of a text, and its length, tell it from others well enough for drawing a length. */
const told = 64;

/** Free text may hold anything, so by default nothing of it remains but the order of its size. */
export const freeText = defineMask({
  name: 'free_text',
  parameters,
  strength: 'strong',
  keeps:
    'the order of size, or the length where asked, up to 2,000 characters; in redact mode every word that no pattern knows',
  loses: 'every word; in redact mode mails, URLs, numbers, IP addresses and accounts only',
  keepsNull: true,
  keepsValues: ({ mode }) => mode === 'redact',
  supports(column, { mode }) {
    const { type } = column;
    if (isText(type))
      return (
        mode === 'replace' ||
        roomOf(column) === Number.POSITIVE_INFINITY ||
        'redaction may lengthen a text, and this column is limited'
      );
    if (mode === 'replace' && type.kind === 'base' && ['tsvector', 'xml'].includes(type.base)) return true;
    return `it works on text, xml and tsvector, not on ${type.declared}`;
  },
  injective: () => 'filler of one length is the same everywhere',
  expression(column, { mode, length }, context) {
    const text = asText(column);
    if (column.type.base === 'tsvector') return whenPresent(column, `''::tsvector`);
    if (column.type.base === 'xml') return whenPresent(column, `'<masked/>'::xml`);
    if (mode === 'redact') {
      const redacted = patterns.reduce(
        (sql, [pattern, replacement]) => `regexp_replace(${sql}, '${pattern}', '${replacement}', 'gi')`,
        text,
      );
      return asColumn(column, redacted);
    }
    const most = Math.min(longest, roomOf(column));
    if (length === 'same')
      return whenPresent(column, asColumn(column, filled(`least(length(${text}), ${most})`)));
    const limits = { least: Math.min(column.lengths.least, most), most: Math.min(column.lengths.most, most) };
    const value = `${bytesOf(`left(${text}, ${told})`)} || int4send(length(${text}))`;
    const drawn = drawnLength(
      `length(${text})`,
      digest(`free_text:${column.tie}`, value),
      limits,
      context.alias,
    );
    return whenPresent(column, asColumn(column, whenFilled(column, filled(drawn))));
  },
});

const filled = (length: string) => `encode(substr('${fillers}'::bytea, 1, ${length}), 'escape')`;
