import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sizes } from '@/lib/testing/sizes';
import { benchmarkNames, listOfSuites, longSuites } from './suites';

test.each(longSuites)('the suite $name names files that are there', ({ files }) => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test.each(Object.entries(sizes))(
  'the size %s belongs to a suite, and is no smaller in the long run',
  (name, size) => {
    expect(longSuites.some(({ files }) => files.includes(size.file))).toBe(true);
    expect(longSuites.map((suite) => suite.name)).toContain(name);
    expect(size.long).toBeGreaterThanOrEqual(size.ci);
  },
);

test('no name stands for two suites, and the list holds each name', () => {
  const names = longSuites.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(benchmarkNames()).toEqual(expect.arrayContaining(['masks', 'snapshot']));
  for (const name of [...names, ...benchmarkNames()]) expect(listOfSuites()).toContain(name);
});
