/**
 * What stands in quotation marks as documents, arrays, rows and hstores write it: each part is a text of its own, keys
 * included, and so is what stands between them. Pure.
 */

const quoted = /"((?:[^"\\]|\\[\s\S]|"")*)"/g;

/** The parts in their order, escapes undone. */
export function* partsOf(written: string): Generator<string> {
  let at = 0;
  for (const { 0: all, 1: inside = '', index } of written.matchAll(quoted)) {
    if (index > at) yield written.slice(at, index);
    yield unescaped(inside);
    at = index + all.length;
  }
  if (at < written.length) yield written.slice(at);
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescaped(inside: string): string {
  if (!inside.includes('\\') && !inside.includes('""')) return inside;
  const plain = inside
    .replaceAll('""', '"')
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
      (_all, code: string | undefined, sign: string | undefined) =>
        code === undefined
          ? (escapes[sign ?? ''] ?? sign ?? '')
          : String.fromCharCode(Number.parseInt(code, 16)),
    );
  // An array of documents writes their quotation marks escaped.
  return plain.includes('"') ? [...partsOf(plain)].join('\n') : plain;
}
