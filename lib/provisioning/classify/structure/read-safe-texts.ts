import type { ClientBase } from 'pg';
import type { ObjectName } from '../../catalogue/read-object-names';
import { readStructureTexts, type StructureText } from '../../catalogue/read-structure-texts';
import { shapeOf } from '../values/shape';
import { isSomebodys } from './scan-structure';

/**
 * Every text of the structure, its place without the names of objects that are somebody's: those are written by their shape,
 * since places stand in plans, refusals and certificates. Rejects when the server fails.
 */
export async function readSafeTexts(
  client: ClientBase,
  schemas: readonly string[],
): Promise<StructureText[]> {
  const texts: StructureText[] = [];
  for (const schema of schemas) texts.push(...safePlaces(await readStructureTexts(client, [schema])));
  return texts;
}

/** The same of texts that were read: of one schema, all of them. Pure. */
export function safePlaces(texts: readonly StructureText[]): StructureText[] {
  const names = [
    ...new Set(
      texts.filter(({ kind, text }) => kind === 'name' && isSomebodys(text)).map(({ text }) => text),
    ),
  ];
  const longest = names.sort((left, right) => right.length - left.length);
  return texts.map((text) => ({
    ...text,
    place: longest.reduce((place, name) => place.replaceAll(name, shapeOf(name)), text.place),
  }));
}

/** Names as texts of the structure. */
export const asTexts = (names: readonly ObjectName[]) =>
  names.map((name): StructureText => ({ ...name, kind: 'name' }));
