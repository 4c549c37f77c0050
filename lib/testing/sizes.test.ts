import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type SuiteName, sizeOf, sizes } from './sizes';

const names = Object.keys(sizes) as SuiteName[];

test.each(names)(
  '%s is a suite whose file exists, and the promised size is no smaller than the usual one',
  (name) => {
    const { file, ci, long } = sizes[name];
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`'${name}'`);
    expect(long).toBeGreaterThanOrEqual(ci);
  },
);

test('a size is what TEST_SIZE says, and nonsense is refused', () => {
  expect(sizeOf('kill-workers', 'ci')).toBe(sizes['kill-workers'].ci);
  expect(sizeOf('kill-workers', 'long')).toBe(sizes['kill-workers'].long);
  expect(sizeOf('kill-workers', '3')).toBe(3);
  for (const nonsense of ['all', '0', '-1', '1.5', 'LONG'])
    expect(() => sizeOf('kill-workers', nonsense)).toThrow(/^TEST_SIZE is ci, long or a whole number from 1/);
});
