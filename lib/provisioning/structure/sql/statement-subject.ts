import type { Statement } from './split-statements';
import { Words } from './words';

/**
 * What a statement makes or changes, in words for a person: `constraint "c" of table "app.t"`. Read off the tokens, so a
 * name inside a literal or a body is never taken for it; null for a statement that is about no object.
 */
export function statementSubject(statement: Statement): string | null {
  const words = new Words(statement.tokens);
  if (words.are('create')) return created(words);
  if (words.are('alter')) return altered(words);
  if (words.are('refresh', 'materialized', 'view')) return named('materialized view', words, 3);
  if (words.are('comment', 'on')) return objectAt(words, 2);
  return null;
}

/** Kinds of several words first, since their first word may be a kind as well. */
const kinds: readonly (readonly string[])[] = [
  ['materialized', 'view'],
  ['foreign', 'table'],
  ['foreign', 'data', 'wrapper'],
  ['text', 'search', 'configuration'],
  ['text', 'search', 'dictionary'],
  ['text', 'search', 'parser'],
  ['text', 'search', 'template'],
  ['operator', 'class'],
  ['operator', 'family'],
  ['access', 'method'],
  ['event', 'trigger'],
  ...'table index view sequence function procedure routine aggregate operator trigger policy rule type domain schema extension collation conversion statistics cast transform server language publication'
    .split(' ')
    .map((kind) => [kind]),
];

const beforeKind = new Set(
  'or replace unique unlogged recursive constraint trusted procedural default'.split(' '),
);
const beforeName = new Set('only if not exists concurrently'.split(' '));

const hanging = new Set(['trigger', 'policy', 'index']);

function created(words: Words): string | null {
  const kind = kindAt(words, 1);
  if (!kind) return null;
  if (kind.name === 'cast' || kind.name === 'transform') return kind.name;
  const subject = named(kind.name, words, kind.behind);
  const on = hanging.has(kind.name) ? words.find('on') : kind.name === 'rule' ? words.find('to') : -2;
  const table = on < 0 ? null : named('table', words, skip(words, on + 1, beforeName));
  return subject && table ? `${subject} of ${table}` : subject;
}

function altered(words: Words): string | null {
  const kind = kindAt(words, 1);
  const whole = kind && named(kind.name, words, kind.behind);
  if (!kind || !whole) return null;
  const part = (verb: string, noun: string, kindOfPart: string) => {
    const at = words.find(verb);
    return at >= 0 && words.isWord(at + 1, noun) ? named(kindOfPart, words, at + 2) : null;
  };
  const inside =
    part('add', 'constraint', 'constraint') ??
    part('validate', 'constraint', 'constraint') ??
    part('attach', 'partition', 'partition') ??
    columnOf(words);
  return inside ? `${inside} of ${whole}` : whole;
}

/** The second ALTER of ALTER TABLE … ALTER COLUMN. */
function columnOf(words: Words): string | null {
  for (let at = 1; words.text(at) !== undefined; at += 1)
    if (words.isWord(at, 'alter') && words.isWord(at + 1, 'column')) return named('column', words, at + 2);
  return null;
}

function objectAt(words: Words, at: number): string | null {
  const kind = kindAt(words, at);
  return kind && named(kind.name, words, kind.behind);
}

function kindAt(words: Words, from: number): { name: string; behind: number } | null {
  const at = skip(words, from, beforeKind);
  const found = kinds.find((kind) => kind.every((word, index) => words.isWord(at + index, word)));
  return found ? { name: found.join(' '), behind: skip(words, at + found.length, beforeName) } : null;
}

function skip(words: Words, from: number, over: ReadonlySet<string>): number {
  let at = from;
  while (words.isAnyWord(at, over)) at += 1;
  return at;
}

function named(kind: string, words: Words, at: number): string | null {
  const name = words.dottedName(at);
  return name === null ? null : `${kind} "${name}"`;
}
