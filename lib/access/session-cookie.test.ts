import { afterAll, expect, test } from 'vitest';
import { configure } from '../env';
import { cookieName, readSessionToken } from './session-cookie';

const [a, b] = ['a'.repeat(43), 'b'.repeat(43)];
afterAll(() => configure({ PUBLIC_URL: '' }));

test.each(['http://localhost:4321', 'https://desk.example.test'])(
  'the token of a session at %s',
  (PUBLIC_URL) => {
    configure({ PUBLIC_URL });
    const name = cookieName('session');
    expect(readSessionToken(`${name}=${a}`)).toBe(a);
    expect(readSessionToken(`sandgate.theme=dark; ${name}=${a};other=1`)).toBe(a);
    // As Next.js reads them for a page: the same person must be meant by both.
    expect(readSessionToken(`${name}=${a}; ${name}=${b}`)).toBe(b);
    for (const header of [
      undefined,
      null,
      '',
      name,
      `${name}=`,
      `${name}=short`,
      `${name}=${a}%00`,
      `${name}="${a}"`,
      `${name}=${'a'.repeat(201)}`,
      `x${name}=${a}`,
      `other=${name}=${a}`,
    ])
      expect(readSessionToken(header), String(header)).toBeUndefined();
  },
);
