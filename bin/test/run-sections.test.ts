import { expect, test } from 'vitest';
import { describe, runSections } from './run-sections';
import { oneCheck, type Section } from './section';

const passing = (name: string, work: (print: (text: string) => void) => Promise<void> | void): Section => ({
  name,
  run: async (print) => {
    await work(print);
    return oneCheck(0, '');
  },
});

test('lanes of a stage run beside one another, sections of a lane and stages in their order', async () => {
  const seen: string[] = [];
  let meet: () => void = () => {};
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const mark = (name: string, wait?: Promise<void>) =>
    passing(name, async () => {
      seen.push(`${name} begins`);
      await wait;
      seen.push(`${name} ends`);
    });
  const last = passing('second of the other lane', () => meet());
  // The first lane waits for the other one, so that lanes in sequence would never end.
  const run = runSections([[[mark('waits', met)], [mark('first'), last]], [[mark('later')]]], () => {});
  await run.ended;
  expect(run.isOver()).toBe(true);
  expect(seen.slice(0, 3)).toEqual(['waits begins', 'first begins', 'first ends']);
  expect(seen.slice(3)).toEqual(['waits ends', 'later begins', 'later ends']);
});

test('what a section prints is shown in one piece, with its verdict', async () => {
  const shown: string[] = [];
  const chatty = (name: string) =>
    passing(name, async (print) => {
      for (let line = 0; line < 3; line += 1) {
        print(`${name} ${line}\n`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
  await runSections([[[chatty('left')], [chatty('right')]]], (text) => shown.push(text)).ended;
  expect(shown).toHaveLength(2);
  for (const text of shown)
    expect(text).toMatch(/^\n── (\w+)\n\1 0\n\1 1\n\1 2\nok {5}\1: 1 passed, 0 failed \(\d+\.\d s\)\n$/);
});

test('a section that throws has failed once, with the reason, and the others run all the same', async () => {
  const shown: string[] = [];
  const throwing: Section = { name: 'throws', run: () => Promise.reject(new Error('the reason')) };
  const run = runSections([[[throwing, passing('after it', () => {})]]], (text) => shown.push(text));
  const results = await run.ended;
  expect(results.map(({ name, outcome }) => [name, outcome.passed, outcome.failed])).toEqual([
    ['throws', 0, 1],
    ['after it', 1, 0],
  ]);
  expect(shown[0]).toContain('Error: the reason');
  expect(describe({ name: 'throws', outcome: oneCheck(2, ''), seconds: 1 })).toBe(
    'FAILED throws: 0 passed, 2 failed (1.0 s)',
  );
});

test('ended before its time, a run shows what the running sections printed and names them', async () => {
  const shown: string[] = [];
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const section = passing('slow', async (print) => {
    print('so far\n');
    await ended;
  });
  const run = runSections([[[section]]], (text) => shown.push(text));
  await Promise.resolve();
  expect(run.showUnfinished()).toEqual(['slow']);
  expect(shown.join('')).toContain('so far');
  expect(run.isOver()).toBe(false);
  end();
  await run.ended;
});
