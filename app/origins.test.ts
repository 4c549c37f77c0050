import '@/lib/access/sign-in/resolve-next.fixture';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '@/lib/command/command';
import { isOwnOrigin } from '@/lib/command/own-origin';
import { toAction } from '@/lib/command/web/to-action';
import { toIssuingAction } from '@/lib/command/web/to-issuing-action';
import { configure } from '@/lib/env';
import { toSignInAction, toSignOutAction } from './sign-in/to-sign-in-action';

/** Next.js gives an action the headers and cookies of its request; here a test does. */
const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({
  headers: async () => request.headers,
  cookies: async () => ({ get: () => undefined, set: () => undefined, delete: () => undefined }),
}));

const own = 'http://localhost:4321';
const step = vi.fn(async () => ({ location: '/', cookies: [] }));
const issue = vi.fn(async () => ({ ok: true as const, value: 'a secret' }));
const command = defineCommand({
  name: 'thing.do',
  input: z.object({}),
  allow: 'notice:read',
  run: async () => ({}),
  audit: () => ({ event: 'thing.done', subject: { type: 'thing', id: 'a' } }),
});

beforeEach(() => {
  configure({ PUBLIC_URL: own });
  vi.clearAllMocks();
});

const idle = { status: 'idle' as const };
/** Every kind of server action, each called with a form that has nothing in it. */
const actions: [string, () => Promise<unknown>][] = [
  ['a command', () => toAction(command)(idle, new FormData())],
  ['what hands out a secret', () => toIssuingAction(issue)(idle, new FormData())],
  ['a way to sign in', () => toSignInAction(z.object({}), step)(idle, new FormData())],
  ['signing out', () => toSignOutAction()()],
];

const foreign: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' }],
  ['another port of this machine', { origin: 'http://localhost:4322' }],
  ['another scheme', { origin: 'https://localhost:4321' }],
  ['a name that begins like ours', { origin: `${own}.elsewhere.test` }],
  ['no Origin', {}],
  ['an Origin that a browser hides', { origin: 'null' }],
  ['our Origin in a request that a browser calls foreign', { origin: own, 'sec-fetch-site': 'same-site' }],
];

/** What Next.js throws to go to another page; a refusal is a state of the form, or an error of ours. */
const outcome = (action: () => Promise<unknown>) =>
  action().catch((error: unknown) => error as { digest?: string; code?: string });

describe.each(actions)('%s', (_name, action) => {
  test.each(foreign)('sent from %s is refused, and nothing is done', async (_from, headers) => {
    request.headers = new Headers(headers);
    const said = await outcome(action);
    const code = said instanceof Error ? Reflect.get(said, 'code') : Reflect.get(Object(said), 'error')?.code;
    expect(code).toBe('forbidden');
    expect(step).not.toHaveBeenCalled();
    expect(issue).not.toHaveBeenCalled();
  });
  test.each<Record<string, string>>([{ origin: own }, { origin: own, 'sec-fetch-site': 'same-origin' }])(
    'sent from a page of ours goes on: %j',
    async (headers) => {
      request.headers = new Headers(headers);
      // Without a session that is the way to the sign-in page.
      expect(await outcome(action)).toMatchObject({ digest: expect.stringContaining('NEXT_REDIRECT') });
    },
  );
});

test.each(foreign)('%s is no origin of ours', (_from, headers) => {
  expect(isOwnOrigin(new Headers(headers))).toBe(false);
});
