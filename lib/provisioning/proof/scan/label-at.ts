const most = 60;

const before = /(\p{L}{2,})["']?\s*[:=#.]*\s*["'(]?$/u;
const after = /^["')]*\s+["'(]?(\p{L}{2,})/u;

/**
 * What a number in a text is called: the word, or the name of the field, that stands right before it, otherwise the word
 * after it; empty where it stands in a list or by itself. Pure.
 */
export function labelAt(text: string, start: number, end: number): string {
  const [, name] = text.slice(Math.max(0, start - most), start).match(before) ?? [];
  if (name !== undefined) return name.toLowerCase();
  const [, next] = text.slice(end, end + most).match(after) ?? [];
  return next === undefined ? '' : `before ${next.toLowerCase()}`;
}
