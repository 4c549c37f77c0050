import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = 'docs/decisions';
const parts = ['Context', 'Decided', 'Left'];

/** A record of a decision as its file says it; `faults` are sentences about its form. */
function parseRecord(file: string, text: string) {
  const [, number = '', title = ''] = /^# (\d{3})\. (.+)$/.exec(text.split('\n')[0] ?? '') ?? [];
  const status = /^\n\d{4}-\d\d-\d\d · (.+)$/m.exec(text.split('\n').slice(1, 3).join('\n'))?.[1];
  const superseded = /^(?:accepted, )?(superseded(?: in part)? by (\d+(?:(?:, | and )\d+)*))$/.exec(
    status ?? '',
  );
  const labels = [...text.matchAll(/^\*\*(\w[^*]*?)\.?\*\*/gm)].map(([, label]) => label ?? '');
  const faults = [
    number === '' && 'its first line is not "# NNN. Title"',
    !file.startsWith(`0${number}-`) && 'its number is not that of its file',
    status !== 'accepted' && !superseded && 'its second line is not "date · status"',
    labels.join() !== parts.slice(0, labels.length).join() && `its parts are ${labels.join(', ')}`,
    labels.length < 2 && 'it lacks "**Context.**" or "**Decided.**"',
  ].filter((fault) => fault !== false);
  const by = (superseded?.[2] ?? '').match(/\d+/g) ?? [];
  const note = superseded ? ` (${superseded[1]})` : '';
  return { number, faults, by: by.map(Number), line: `- [${number}](${file}) ${title}${note}` };
}

const records = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .map((file) => ({ file, ...parseRecord(file, readFileSync(`${folder}/${file}`, 'utf8')) }));

test('every decision has a number of its own', () => {
  expect(records.length).toBeGreaterThan(5);
  expect(new Set(records.map(({ number }) => number)).size).toBe(records.length);
});

test('every decision is recorded in one form', () => {
  const faults = records.flatMap(({ file, faults }) => faults.map((fault) => `${file}: ${fault}`));
  expect(faults).toEqual([]);
});

test('a decision is superseded by a later one alone', () => {
  const numbers = new Set(records.map(({ number }) => Number(number)));
  const wrong = records.filter(({ number, by }) =>
    by.some((later) => later <= Number(number) || !numbers.has(later)),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test('the index lists every decision once, by its title and what supersedes it', () => {
  const index = readFileSync(`${folder}/README.md`, 'utf8').split('\n');
  const listed = index.filter((line) => line.startsWith('- ['));
  expect(listed.toSorted()).toEqual(records.map(({ line }) => line).toSorted());
});

test.each([
  ['# 7. Seven\n\n2026-11-22 · accepted\n\n**Context.** a\n\n**Decided.** b\n', 'first line'],
  ['# 008. Eight\n\n2026-11-22 · accepted\n\n**Context.** a\n\n**Decided.** b\n', 'number'],
  ['# 007. Seven\n\n**Context.** a\n\n**Decided.** b\n', 'second line'],
  ['# 007. Seven\n\n2026-11-22 · accepted\n\n**Decided.** b\n\n**Context.** a\n', 'parts'],
  ['# 007. Seven\n\n2026-11-22 · accepted\n\n**Context.** a\n', 'lacks'],
  ['# 007. Seven\n\n2026-11-22 · open\n\n**Context.** a\n\n**Decided.** b\n', 'second line'],
])('a record in another form is found (%#)', (text, fault) => {
  expect(parseRecord('0007-seven.md', text).faults.join()).toContain(fault);
});
