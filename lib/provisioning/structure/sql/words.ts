import type { Token } from './split-statements';

export type QualifiedName = { schema: string; name: string };

/** Tokens with questions asked of them. A quoted name is never taken for a word. */
export class Words {
  constructor(private readonly tokens: readonly Token[]) {}

  isWord(at: number, word: string): boolean {
    const token = this.tokens[at];
    return token?.kind === 'word' && token.text === word;
  }

  isAnyWord(at: number, words: ReadonlySet<string>): boolean {
    const token = this.tokens[at];
    return token?.kind === 'word' && words.has(token.text);
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

  /** A name as it stands there, with its schema where it has one; an operator's signs count as its name. */
  dottedName(from: number): string | null {
    let name = '';
    for (let at = from; ; at += 2) {
      let part = this.tokens[at];
      if (!part) return null;
      name += part.text;
      while (part?.kind === 'symbol' && this.tokens[at + 1]?.kind === 'symbol' && this.text(at + 1) !== '(') {
        at += 1;
        part = this.tokens[at];
        name += part?.text ?? '';
      }
      const point = this.tokens[at + 1];
      if (part?.kind === 'symbol' || point?.kind !== 'symbol' || point.text !== '.') return name;
      name += '.';
    }
  }
}
