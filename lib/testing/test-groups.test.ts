import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { interleave, testGroups } from './test-groups';

const groups = testGroups('.');
const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.test.ts', '*.test.tsx'];
const tests = execFileSync('git', list, { encoding: 'utf8' }).trim().split('\n');

test('pure files are told from those that reach a database, a setting or another process', () => {
  const pure = tests.filter(groups.isPure);
  console.warn(`${pure.length} of ${tests.length} test files are pure`);
  expect(pure).toEqual(
    expect.arrayContaining([
      'lib/architecture.test.ts',
      'lib/testing/sizes.test.ts',
      'lib/scrub-plans/plan.test.ts',
    ]),
  );
  for (const file of ['lib/env.test.ts', 'lib/jobs/run-worker.test.ts', 'lib/provisioning/provision.test.ts'])
    expect(groups.isPure(file), file).toBe(false);
});

test('files that start processes are those that wait', () => {
  const waiting = tests.filter(groups.isWaiting);
  console.warn(`${waiting.length} of ${tests.length} test files wait`);
  expect(waiting).toEqual(
    expect.arrayContaining([
      'lib/jobs/run-worker.test.ts',
      'lib/sandboxes/promises/kill-workers.test.ts',
      'lib/sandboxes/promises/frozen-workers.test.ts',
    ]),
  );
  expect(groups.isWaiting('lib/people/people.test.ts')).toBe(false);
});

test('every file is run once, whichever kind there are more of', () => {
  expect(interleave([1, 2, 3, 4, 5], [10, 20])).toEqual([1, 2, 10, 3, 4, 20, 5]);
  expect(interleave([1], [10, 20, 30])).toEqual([1, 10, 20, 30]);
  expect(interleave([], [])).toEqual([]);
});
