import { readFileSync } from 'node:fs';

/**
 * The tour of the README, sentence by sentence. A journey says with `walk` which sentence it does next, in the README's own
 * words; a test reads both, so that a sentence that changes, comes or goes asks for its journey to change with it.
 */

/** The sentences of each step, in order, without line breaks. */
export function tourSentences(readme = readFileSync('README.md', 'utf8')): string[] {
  const [, tour = ''] = /^## A tour[^\n]*\n([\s\S]*?)^## /m.exec(readme) ?? [];
  return tour
    .split(/^\d+\. /m)
    .slice(1)
    .flatMap((step) =>
      step
        .replace(/\s+/g, ' ')
        .trim()
        .split(/(?<=[.!?]) (?=[\p{Lu}*`])/u),
    );
}

/** The journey goes on with this sentence of the tour. Throws where the README does not hold it. */
export function walk(sentence: string): void {
  if (!tourSentences().includes(sentence)) throw new Error(`The README's tour does not say: ${sentence}`);
}
