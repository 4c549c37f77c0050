import type { DefinitionRow } from '../../catalogue/definitions/definition';

/** A text that stands beside the tables. */
export type TextBeside = {
  place: string;
  text: string;
  isMeant: boolean;
  /**
   * Names of objects and code. A word there is a name of something mostly, so a single one says nothing; an address, a token
   * or two words of a name do.
   */
  isCode: boolean;
};

/**
 * What an object of the structure says: its name and definition as code, and what people wrote into it, which is its
 * literals and remarks, or all of a comment. `isMeant` where a person keeps it with a reason; names that a person keeps are left out. Pure.
 */
export function textsBeside(
  { kind, name, definition }: DefinitionRow,
  schema: string,
  { isMeant, keptNames }: { isMeant: boolean; keptNames: readonly string[] },
): TextBeside[] {
  const place = `${kind} ${name} in schema ${schema}`;
  const written = kind === 'comment' ? definition : writtenIn(definition);
  const text = keptNames.reduce((rest, kept) => rest.replaceAll(kept, ' '), `${name}\n${definition}`);
  const code = { place, text, isMeant, isCode: true };
  return written === '' ? [code] : [{ place, text: written, isMeant, isCode: false }, code];
}

const literal = /'((?:[^']|'')*)'|--([^\n]*)|\/\*([\s\S]*?)\*\//g;

const writtenIn = (definition: string) =>
  [...definition.matchAll(literal)]
    .map(([, text = '', line = '', block = '']) => `${text.replaceAll("''", "'")}${line}${block}`)
    .join('\n');
