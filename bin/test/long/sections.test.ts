import { expect, test } from 'vitest';
import { longSections, skippedLines } from './sections';
import { longSuites } from './suites';

test('a suite, all of them, and a benchmark become sections; an unknown name becomes a sentence', () => {
  const namesOf = (...names: string[]) => {
    const sections = longSections(names);
    return typeof sections === 'string' ? sections : sections.map(({ name }) => name);
  };
  expect(namesOf('cuts', 'frozen')).toEqual(['cuts', 'frozen']);
  expect(namesOf('all')).toHaveLength(longSuites.length);
  expect(namesOf('bench', 'masks', '--rows', '10')).toEqual(['bench masks']);
  expect(namesOf('cuts', 'nothing')).toBe('There is no suite "nothing".');
  expect(namesOf('bench', 'run')).toBe('There is no benchmark "run".');
});

test('what was skipped is told once, with its reason', () => {
  const report = ' ✓ a.test.ts > works 3ms\n \u001b[2m↓\u001b[22m a.test.ts > fills a disk [no rights]\n';
  expect(skippedLines(report + report)).toEqual(['↓ a.test.ts > fills a disk [no rights]']);
});
