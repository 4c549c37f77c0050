import type { Statement, Token } from './split-statements';

/**
 * What a statement of a dump's second half does, as far as the order of work depends on it. Whatever is not recognised
 * is `other` and runs by itself, in the dump's order, after everything that was.
 */

export type QualifiedName = { schema: string; name: string };

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

/** Tokens with questions asked of them. A quoted name is never taken for a word. */
class Words {
  constructor(private readonly tokens: readonly Token[]) {}

  isWord(at: number, word: string): boolean {
    const token = this.tokens[at];
    return token?.kind === 'word' && token.text === word;
  }

  are(...words: string[]): boolean {
    return words.every((word, at) => this.isWord(at, word));
  }

  /** Position of the first such word outside parentheses, or -2, from where no name can be read. */
  find(word: string): number {
    let depth = 0;
    for (const [at, token] of this.tokens.entries()) {
      if (token.kind === 'symbol') depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
      else if (depth === 0 && this.isWord(at, word)) return at;
    }
    return -2;
  }

  has(first: string, second: string): boolean {
    return this.tokens.some((_, at) => this.isWord(at, first) && this.isWord(at + 1, second));
  }

  text(at: number): string | undefined {
    return this.tokens[at]?.text;
  }

  /** A name with its schema; pg_dump always writes both. */
  name(at: number): QualifiedName | null {
    const [schema, point, name] = this.tokens.slice(Math.max(0, at), Math.max(0, at) + 3);
    if (at < 0 || point?.kind !== 'symbol' || point.text !== '.' || !schema || !name) return null;
    return { schema: schema.text, name: name.text };
  }
}
