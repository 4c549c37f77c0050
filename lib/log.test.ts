import { expect, test } from 'vitest';
import { describeError } from './log';

test('an error is logged by its name, its code and its places, and no line of its message', () => {
  const error = Object.assign(
    new TypeError('invalid input: "Anna\n    second line of hers\n    at home, Mill Lane 3"'),
    {
      code: '22P02',
      detail: 'Key (mail)=(anna@firm.test)',
    },
  );
  const told = describeError(error);
  expect(told).toMatchObject({ name: 'TypeError', code: '22P02' });
  expect(told.stack).toMatch(/log\.test\.ts/);
  expect(JSON.stringify(told)).not.toMatch(/Anna|second|Mill Lane|anna@/);
  expect(describeError('Anna')).toEqual({ name: 'NonError', type: 'string' });
});
