/**
 * Splits a script, as pg_dump writes it, into statements. Needed because a dump is changed statement by statement, and its
 * second half is run by several sessions at once, while a semicolon may stand inside literals, quoted names, dollar quotes, comments, the body of a
 * rule (in parentheses) or a function body in standard SQL (BEGIN ATOMIC … END), which can hold CASE … END in turn.
 *
 * Follows the lexical rules of https://www.postgresql.org/docs/current/sql-syntax-lexical.html with
 * `standard_conforming_strings` on, as pg_dump sets it. Lines that begin with a backslash belong to psql and are left out.
 */

export type Token = {
  kind: 'word' | 'quoted' | 'symbol';
  /** Words in lower case, quoted names without their quotes and with doubled quotes undone. */
  text: string;
  /** Where it stands in its statement: from `at` up to and without `end`. */
  at: number;
  end: number;
};

export type Statement = {
  /** Without the closing semicolon and without comments before it. */
  sql: string;
  /** Words, names and symbols, in order; literals are left out, since no decision here needs them. */
  tokens: Token[];
};

/** Whatever stands at one place of the script; the first alternative that matches wins. */
const lexeme = new RegExp(
  [
    String.raw`(?<space>\s+|--[^\n]*)`,
    String.raw`(?<literal>[eE]'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'|'[^']*(?:''[^']*)*')`,
    '(?<quoted>"[^"]*(?:""[^"]*)*")',
    String.raw`(?<dollar>\$(?<tag>[\p{L}_][\p{L}\p{N}_]*)?\$[\s\S]*?\$\k<tag>\$)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_$]*)`,
    String.raw`(?<symbol>[\s\S])`,
  ].join('|'),
  'uy',
);

/** Refuses (Error) a script that ends inside a literal, quote or comment: half a script must never run. */
export function splitStatements(script: string): Statement[] {
  const statements: Statement[] = [];
  let tokens: Token[] = [];
  let start = -1;
  let at = 0;
  const nesting = new Nesting();
  while (at < script.length) {
    if (script.startsWith('/*', at)) {
      at = endOfComment(script, at);
      continue;
    }
    if (start < 0 && script[at] === '\\') {
      const end = script.indexOf('\n', at);
      at = end < 0 ? script.length : end;
      continue;
    }
    lexeme.lastIndex = at;
    const found = lexeme.exec(script);
    const groups = found?.groups ?? {};
    const text = found?.[0] ?? '';
    if (groups.symbol === "'" || groups.symbol === '"') throw new Error('a quote in the script never ends');
    if (groups.symbol === ';' && nesting.isTop()) {
      if (start >= 0) statements.push({ sql: script.slice(start, at), tokens });
      tokens = [];
      start = -1;
      nesting.reset();
    } else if (groups.space === undefined) {
      if (start < 0) start = at;
      const lexical = tokenOf(groups);
      if (lexical) {
        const token = { ...lexical, at: at - start, end: at - start + text.length };
        tokens.push(token);
        nesting.see(token, tokens);
      }
    }
    at += text.length;
  }
  if (start >= 0) throw new Error('the last statement of the script has no end');
  return statements;
}

function tokenOf(groups: Record<string, string | undefined>): Pick<Token, 'kind' | 'text'> | null {
  if (groups.word !== undefined) return { kind: 'word', text: groups.word.toLowerCase() };
  if (groups.quoted !== undefined)
    return { kind: 'quoted', text: groups.quoted.slice(1, -1).replaceAll('""', '"') };
  return groups.symbol === undefined ? null : { kind: 'symbol', text: groups.symbol };
}

/** Comments nest in PostgreSQL. */
function endOfComment(script: string, start: number): number {
  const edges = /\/\*|\*\//g;
  edges.lastIndex = start;
  let depth = 0;
  for (let edge = edges.exec(script); edge; edge = edges.exec(script)) {
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return edges.lastIndex;
  }
  throw new Error('a comment in the script never ends');
}

/** Where a semicolon does not end a statement: in parentheses, and between BEGIN ATOMIC and its END. */
class Nesting {
  private parentheses = 0;
  private blocks = 0;

  isTop(): boolean {
    return this.parentheses === 0 && this.blocks === 0;
  }

  reset(): void {
    this.parentheses = 0;
    this.blocks = 0;
  }

  see(token: Token, seen: Token[]): void {
    if (token.kind === 'symbol') {
      if (token.text === '(') this.parentheses += 1;
      if (token.text === ')') this.parentheses -= 1;
      return;
    }
    if (token.kind !== 'word') return;
    const before = seen.at(-2);
    if (token.text === 'atomic' && before?.kind === 'word' && before.text === 'begin') this.blocks += 1;
    if (this.blocks > 0 && token.text === 'case') this.blocks += 1;
    if (this.blocks > 0 && token.text === 'end') this.blocks -= 1;
  }
}
