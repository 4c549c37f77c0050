import { describe, expect, test } from 'vitest';
import { errorOutsideTests, failureLine, failuresOf } from './failures';
import { oneCheck } from './section';

const result = (name: string, outcome: Parameters<typeof failuresOf>[0]['outcome']) => ({
  name,
  outcome,
  seconds: 1,
});

describe('the last lines of a run', () => {
  test('name a failed test by file, name and the first line of its reason', () => {
    const line = failureLine(
      'lib/a.test.ts > adds',
      '\u001b[31mAssertionError\u001b[39m: expected 1\n    at x',
    );
    expect(line).toBe('lib/a.test.ts > adds: AssertionError: expected 1');
    const outcome = { passed: 3, failed: 1, skipped: 0, details: 'all of it', failures: [line] };
    expect(failuresOf(result('unit', outcome))).toEqual([`  unit: ${line}`]);
  });

  test('say what a check found when it names no test', () => {
    expect(failuresOf(result('types', oneCheck(1, '\nlib/a.ts(1,2): error TS1\n')))).toEqual([
      '  types: lib/a.ts(1,2): error TS1',
    ]);
    expect(failuresOf(result('types', oneCheck(1, '')))).toEqual(['  types: its output above says why']);
  });

  test('are silent about what passed, and stay few', () => {
    expect(failuresOf(result('types', oneCheck(0, 'a word')))).toEqual([]);
    const details = Array.from({ length: 50 }, (_, at) => `line ${at}`).join('\n');
    const lines = failuresOf(result('lint', oneCheck(50, details)));
    expect(lines).toHaveLength(41);
    expect(lines.at(-1)).toBe('  and 10 more lines');
    expect(failureLine('x'.repeat(500)).length).toBeLessThan(250);
  });

  test('tell an error that no test caught', () => {
    const printed = 'before\n⎯⎯ Unhandled Rejection ⎯⎯⎯\nError: nobody waited\n ❯ lib/a.ts:1:2\n';
    expect(errorOutsideTests(printed)).toEqual(['Error: nobody waited', '❯ lib/a.ts:1:2']);
    expect(errorOutsideTests('one\ntwo\n')).toEqual(['one', 'two']);
  });
});
