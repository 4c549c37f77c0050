/**
 * One text for two ways in which PostgreSQL prints the same array. `code IN ('a', 'b')` over a varchar is stored with one
 * cast around the array, `ARRAY['a'::varchar, 'b'::varchar]::text[]`; read back, as a restore does, the cast moves onto
 * each element and stays there. Without this every such check, index, view and policy would look changed by its copy.
 *
 * The text is for comparing alone; it is no SQL.
 */

/** Moves casts of array constructors to one place. Texts that are equal stay equal; everything else is left as it is. */
export function settleCasts(text: string): string {
  let settled = '';
  for (let at = 0; at < text.length; ) {
    const end = isQuote(text[at]) ? endOfQuoted(text, at) : at + 1;
    const array = startsArray(text, at) ? readArray(text, at) : null;
    if (!array) {
      settled += text.slice(at, end);
      at = end;
      continue;
    }
    settled = array.hasParentheses ? settled.slice(0, -1) : settled;
    settled += array.text;
    at = array.end;
  }
  return settled;
}

type ReadArray = { text: string; end: number; hasParentheses: boolean };

const word = 'ARRAY[';
/** `::type[]` behind the array or behind the parenthesis around it; names of several words, with a length or a schema. */
const castBehind = /^(\))?::((?:"(?:[^"]|"")*"|[\w. ])+(?:\([\d, ]+\))?)\[\]/;

const isQuote = (char: string | undefined) => char === "'" || char === '"';
const startsArray = (text: string, at: number) =>
  text.startsWith(word, at) && !/[\w"]/.test(text[at - 1] ?? ' ');

function readArray(text: string, start: number): ReadArray | null {
  const inner = start + word.length;
  const close = endOfNested(text, inner);
  if (close < 0) return null;
  const elements = splitElements(text.slice(inner, close)).map((element) => settleCasts(element.trim()));
  const cast = castBehind.exec(text.slice(close + 1));
  const hasParentheses = cast?.[1] !== undefined;
  if (cast && hasParentheses === (hasParentheses && text[start - 1] === '('))
    return { text: written(cast[2] ?? '', elements), end: close + 1 + cast[0].length, hasParentheses };
  const casts = elements.map(lastCast);
  const [first] = casts;
  const isShared = first && casts.every((each) => each?.type === first.type);
  const bare = isShared ? casts.map((each) => withoutParentheses(each?.value ?? '')) : elements;
  return { text: written(isShared ? first.type : '', bare), end: close + 1, hasParentheses: false };
}

const written = (type: string, elements: readonly string[]) =>
  `ARRAY${type === '' ? '' : `<${type}>`}[${elements.join(', ')}]`;

/** An element's outermost cast, or null. */
function lastCast(element: string): { value: string; type: string } | null {
  const at = lastAtTop(element, '::');
  return at < 0 ? null : { value: element.slice(0, at), type: element.slice(at + 2) };
}

function withoutParentheses(element: string): string {
  return element.startsWith('(') && endOfNested(element, 1) === element.length - 1
    ? element.slice(1, -1)
    : element;
}

function splitElements(inner: string): string[] {
  const parts: string[] = [];
  let from = 0;
  walk(inner, 0, (at, depth) => {
    if (depth === 0 && inner[at] === ',') {
      parts.push(inner.slice(from, at));
      from = at + 1;
    }
    return false;
  });
  return inner.trim() === '' ? [] : [...parts, inner.slice(from)];
}

function lastAtTop(text: string, sign: string): number {
  let last = -1;
  walk(text, 0, (at, depth) => {
    if (depth === 0 && text.startsWith(sign, at)) last = at;
    return false;
  });
  return last;
}

/** Where the bracket that was opened before `from` closes; -1 where it does not. */
function endOfNested(text: string, from: number): number {
  return walk(text, from, (_at, depth) => depth < 0);
}

/** Visits every place outside of quotes with the depth of brackets there, until told to stop. */
function walk(text: string, from: number, visit: (at: number, depth: number) => boolean): number {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const char = text[at] ?? '';
    if (isQuote(char)) {
      at = endOfQuoted(text, at);
      continue;
    }
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (visit(at, depth)) return at;
    at += 1;
  }
  return -1;
}

/** Behind the closing quote; a quote is written twice inside. */
function endOfQuoted(text: string, start: number): number {
  const quote = text[start] ?? '';
  for (let at = text.indexOf(quote, start + 1); at >= 0; at = text.indexOf(quote, at + 2))
    if (text[at + 1] !== quote) return at + 1;
  return text.length;
}
