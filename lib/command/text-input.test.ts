import { expect, test } from 'vitest';
import { z } from 'zod';
import { allCommands } from '../testing/all-commands';
import { textInput } from './text-input';

const reasons = (await allCommands()).flatMap(({ name, input }) => {
  const reason = input instanceof z.ZodObject ? input.shape.reason : undefined;
  return reason instanceof z.ZodType ? [[name, reason] as const] : [];
});

test('every kind of reason is among them', () => {
  const names = reasons.map(([name]) => name);
  for (const name of ['person.disable', 'organization.waive_review', 'scrub_plan.import', 'request.decline'])
    expect(names).toContain(name);
});

test.each(reasons)(
  '%s takes a sentence as its reason, and no character that a database cannot hold',
  (_name, reason) => {
    expect(reason.parse(' Somebody asked for it.\n\tIn two lines. ')).toBe(
      'Somebody asked for it.\n\tIn two lines.',
    );
    for (const character of ['\0', '\u001b', '\u0085', '\ud800'])
      expect(reason.safeParse(`Somebody ${character} asked for it.`).error?.issues).toMatchObject([
        { message: 'Remove control characters from the text.' },
      ]);
  },
);

test('a text is refused in the words of what is wrong with it', () => {
  const input = textInput('Say it.', { least: 3, most: 1_000, tooShort: 'Say more.' });
  const said = (text: unknown) => input.safeParse(text).error?.issues[0]?.message;
  expect([said(undefined), said('  a '), said('a'.repeat(1_001)), said('abc')]).toEqual([
    'Say it.',
    'Say more.',
    'Keep it under 1,000 characters.',
    undefined,
  ]);
});
