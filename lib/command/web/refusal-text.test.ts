import { expect, test } from 'vitest';
import { readRefusal, writeRefusal } from './refusal-text';

test('what the web server said is read from the error of an action, and whether signing in helps', () => {
  const told = (signIn: boolean) => readRefusal(new Error(writeRefusal('Say “less”.', signIn)));
  expect(told(true)).toEqual({ code: 'unauthenticated', message: 'Say “less”.', fields: {} });
  expect(told(false)).toEqual({ code: 'unavailable', message: 'Say “less”.', fields: {} });
});

test.each([
  new Error('An unexpected response was received from the server.'),
  new Error('502 Bad Gateway'),
  new Error('{"refused":1}'),
  new Error('null'),
  new TypeError('Failed to fetch'),
  'text',
  null,
])('%s says nothing of ours', (error) => {
  expect(readRefusal(error)).toBeNull();
});
