import { stripVTControlCharacters } from 'node:util';
import type { Result } from './run-sections';

/**
 * The names of what failed, for the last lines of a run: where only those are kept, they must say where to look. The full
 * output of each section stands above them.
 */

const mostLines = 40;
const mostLetters = 240;

/** One line about a failed test: where it stands, and the first line of its reason. */
export function failureLine(place: string, reason = ''): string {
  const [first = ''] = linesOf(reason);
  return shorten(first ? `${place}: ${first}` : place);
}

/** What failed in a section, one line each: the tests that it names, or else the first lines of its details. */
export function failuresOf({ name, outcome }: Result): string[] {
  if (outcome.failed === 0) return [];
  const named = outcome.failures ?? [];
  const told = named.length > 0 ? named : linesOf(outcome.details).map(shorten);
  const shown = told.length > 0 ? told : ['its output above says why'];
  return capped(shown.map((line) => `  ${name}: ${line}`));
}

/** The first lines of what vitest caught outside any test, or the last lines that it printed. */
export function errorOutsideTests(output: string): string[] {
  const lines = linesOf(output);
  const at = lines.findIndex((line) => /^⎯+ (Unhandled|Uncaught) (Rejection|Error|Exception) ⎯+$/.test(line));
  return (at < 0 ? lines.slice(-8) : lines.slice(at + 1, at + 9)).map(shorten);
}

function capped(lines: string[]): string[] {
  const left = lines.length - mostLines;
  return left > 0 ? [...lines.slice(0, mostLines), `  and ${left} more lines`] : lines;
}

const linesOf = (text: string) =>
  stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const shorten = (line: string) => (line.length > mostLetters ? `${line.slice(0, mostLetters)} …` : line);
