import { beforeEach, expect, test } from 'vitest';
import { configure } from '../env';
import { readLinkToken, writeLinkToken } from './link-token';

beforeEach(() => configure({ AUTH_SECRET: 'a'.repeat(40) }));

const now = new Date('2026-12-01T12:00:00Z');
const until = new Date('2026-12-31T12:00:00Z');
const content = { to: 'person', about: 'sandbox', until };

test('a link says what was written until its time is over', () => {
  const token = writeLinkToken('keep-alive', content);
  expect(readLinkToken('keep-alive', token, now)).toEqual(content);
  expect(readLinkToken('keep-alive', token, until)).toBeNull();
});

test('a link is worth nothing once a character of it is another one, and under another secret', () => {
  const token = writeLinkToken('keep-alive', content);
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A';
    const altered = token.slice(0, at) + other + token.slice(at + 1);
    expect(readLinkToken('keep-alive', altered, now), `at ${at}`).toBeNull();
  }
  for (const altered of ['', '.', `${token}.`, `${token}=`, token.split('.')[0] ?? '', ` ${token}`])
    expect(readLinkToken('keep-alive', altered, now)).toBeNull();
  configure({ AUTH_SECRET: 'b'.repeat(40) });
  expect(readLinkToken('keep-alive', token, now)).toBeNull();
});

test('a link for one purpose is worth nothing for another', () => {
  expect(readLinkToken('stop-mails', writeLinkToken('keep-alive', content), now)).toBeNull();
  expect(readLinkToken('keep-alive', writeLinkToken('stop-mails', content), now)).toBeNull();
});
