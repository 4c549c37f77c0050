import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { childEnvironment, configure } from '@/lib/env';
import { runProgram } from '../../run-program';
import type { Section } from '../section';
import { vitestSection } from '../vitest';
import { benchmarkNames, type LongSuite, longSuites } from './suites';

/**
 * The sections that these arguments name: names of suites, `all` of them, or `bench NAME` with that benchmark's own
 * options. A sentence when one of them names nothing.
 */
export function longSections(names: readonly string[]): Section[] | string {
  const [first, second = '', ...options] = names;
  if (first === 'bench') {
    if (benchmarkNames().includes(second)) return [benchmark(second, options)];
    return `There is no benchmark "${second}".`;
  }
  const wanted = first === 'all' ? longSuites.map(({ name }) => name) : names;
  const chosen = wanted.map((name) => longSuites.find((suite) => suite.name === name) ?? name);
  const unknown = chosen.find((each) => typeof each === 'string');
  if (unknown !== undefined) return `There is no suite "${unknown}".`;
  return chosen.flatMap((each) => (typeof each === 'string' ? [] : [suiteSection(each)]));
}

/** Runs the files at their long sizes; tests that were skipped are named in the notes, with their reason. */
function suiteSection({ name, files }: LongSuite): Section {
  return {
    name,
    run: async (print) => {
      configure({ TEST_SIZE: childEnvironment().TEST_SIZE || 'long' });
      let printed = '';
      const section = vitestSection(name, [
        ...files,
        '--reporter=verbose',
        '--disable-console-intercept',
        // They take what they take; who waits for one may stop it.
        '--testTimeout=0',
        '--hookTimeout=0',
      ]);
      const outcome = await section.run((text) => {
        printed += text;
        print(text);
      });
      const skipped = skippedLines(printed);
      const notes = skipped.length > 0 ? `Skipped:\n${skipped.join('\n')}` : 'Nothing was skipped.';
      return { ...outcome, notes: [outcome.notes, notes].filter(Boolean).join('\n') };
    },
  };
}

/** Lines of vitest's report about tests that did not run; it puts the reason in brackets at their end. */
export function skippedLines(printed: string): string[] {
  const lines = stripVTControlCharacters(printed).split('\n');
  return [...new Set(lines.filter((line) => /^\s*↓ /.test(line)).map((line) => line.trim()))];
}

/** A benchmark that ended well has passed, whatever goals it missed: those are told, and are no fault of the run. */
function benchmark(name: string, options: readonly string[]): Section {
  return {
    name: `bench ${name}`,
    run: async (print) => {
      if (!existsSync('/usr/lib/postgresql')) {
        const notes = 'Skipped: PostgreSQL’s own tools are not installed under /usr/lib/postgresql.';
        return { passed: 0, failed: 0, skipped: 1, details: '', notes };
      }
      const { code, output } = await runProgram('bench/run.ts', [name, '--out', '-', ...options], {
        // The memory that a worker is given, as `npm run bench` gives it.
        env: childEnvironment({ NODE_OPTIONS: '--max-old-space-size=1024' }),
        show: print,
        typescript: true,
      });
      // It exits with 1 for a missed goal, which it has then told.
      const goals = output.split('\n').filter((line) => /^(reached|missed|not measured) {2}/.test(line));
      const endedWell = code === 0 || goals.some((line) => line.startsWith('missed'));
      return {
        passed: endedWell ? 1 : 0,
        failed: endedWell ? 0 : 1,
        skipped: 0,
        details: '',
        notes: goals.length > 0 ? goals.join('\n') : 'It measures none of the goals.',
      };
    },
  };
}
