import type { Statement } from './split-statements';
import { type QualifiedName, Words } from './words';

/**
 * What a statement of a dump's second half does, as far as the order of work depends on it. Whatever is not recognised
 * is `other` and runs by itself, in the dump's order, after everything that was.
 */

export type StatementKind =
  /** Session settings, which our sessions have already. */
  | { kind: 'setting' }
  | { kind: 'index'; table: QualifiedName }
  /** Primary key, unique or exclusion constraint. */
  | { kind: 'key'; table: QualifiedName }
  | { kind: 'attach' }
  | { kind: 'statistics' }
  | {
      kind: 'foreign-key';
      table: QualifiedName;
      references: QualifiedName;
      constraint: string;
      /** The source never checked it either (NOT VALID), or never will (NOT ENFORCED). */
      unchecked: boolean;
    }
  | { kind: 'refresh'; view: QualifiedName }
  | { kind: 'other' };

/** Reads the kind off the tokens. Pure. */
export function statementKind(statement: Statement): StatementKind {
  const words = new Words(statement.tokens);
  if (words.are('set') || words.are('select')) return { kind: 'setting' };
  if (words.are('create', 'statistics') || words.are('alter', 'statistics')) return { kind: 'statistics' };
  if (words.are('alter', 'index') && words.has('attach', 'partition')) return { kind: 'attach' };
  if (words.are('refresh', 'materialized', 'view')) return refresh(words);
  if (words.are('create', 'index') || words.are('create', 'unique', 'index')) return index(words);
  if (words.are('alter', 'table')) return alterTable(words);
  return { kind: 'other' };
}

function refresh(words: Words): StatementKind {
  const view = words.name(3);
  return view ? { kind: 'refresh', view } : { kind: 'other' };
}

function index(words: Words): StatementKind {
  const on = words.find('on');
  const table = words.name(words.isWord(on + 1, 'only') ? on + 2 : on + 1);
  return table ? { kind: 'index', table } : { kind: 'other' };
}

function alterTable(words: Words): StatementKind {
  const start = words.isWord(2, 'only') ? 3 : 2;
  const table = words.name(start);
  const add = start + 3;
  if (!table || !words.isWord(add, 'add') || !words.isWord(add + 1, 'constraint')) return { kind: 'other' };
  const definition = add + 3;
  if (['primary', 'unique', 'exclude'].some((word) => words.isWord(definition, word)))
    return { kind: 'key', table };
  if (!words.isWord(definition, 'foreign')) return { kind: 'other' };
  const references = words.name(words.find('references') + 1);
  const constraint = words.text(add + 2);
  if (!references || constraint === undefined) return { kind: 'other' };
  const unchecked = words.has('not', 'valid') || words.has('not', 'enforced');
  return { kind: 'foreign-key', table, references, constraint, unchecked };
}
