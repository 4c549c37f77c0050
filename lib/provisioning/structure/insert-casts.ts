import type { Made, SourceCast } from '../catalogue/casts/read-casts';
import { type Statement, splitStatements } from './sql/split-statements';
import { Words } from './sql/words';

/**
 * Puts statements that make casts into a dump, each right behind the last of the types and the function that it needs:
 * views, defaults and generated columns further on may use it. A cast belongs to the half that makes the last of these;
 * functions in standard SQL may have to wait for a primary key, and are then made in the second half.
 */
export function insertCasts(
  script: string,
  casts: readonly SourceCast[],
  half: 'pre-data' | 'post-data',
): string {
  if (casts.length === 0) return script;
  const statements = splitStatements(script);
  const behind = new Map<number, string[]>();
  for (const { sql, after } of casts) {
    const places = after.map((made) => statements.findLastIndex((statement) => makes(statement, made)));
    const isHere =
      half === 'pre-data' ? places.every((place) => place >= 0) : places.some((place) => place >= 0);
    if (!isHere) continue;
    const place = Math.max(-1, ...places);
    behind.set(place, [...(behind.get(place) ?? []), sql]);
  }
  const all = [
    ...(behind.get(-1) ?? []),
    ...statements.flatMap(({ sql }, at) => [sql, ...(behind.get(at) ?? [])]),
  ];
  return all.map((sql) => `${sql};\n\n`).join('');
}

/** Kinds whose objects are types or have a type of their rows. A view that replaces a stand-in of itself makes none. */
const types = new Set(['type', 'domain', 'table', 'view']);
const routines = new Set(['function', 'procedure']);

function makes({ tokens }: Statement, { kind, schema, name, parameters }: Made): boolean {
  const words = new Words(tokens);
  if (!words.are('create') || words.isWord(1, 'or')) return false;
  const at = [1, 2].find((place) => words.isAnyWord(place, kind === 'type' ? types : routines));
  const found = at === undefined ? null : words.name(at + 1);
  if (at === undefined || found?.schema !== schema || found.name !== name) return false;
  const listed = splitStatements(`(${parameters ?? ''});`)[0]?.tokens ?? [];
  return parameters === null || listed.every(({ text }, index) => text === words.text(at + 4 + index));
}
