import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSession } from '@/lib/access/open-session';
import { cookieName } from '@/lib/access/session-cookie';
import { configure } from '@/lib/env';
import { createSecret } from '@/lib/ids';
import { useControlDatabase } from '@/lib/testing/database';
import { createWorld, type World } from '@/lib/testing/world';
import { GET as destructionFile } from './(desk)/certificates/destruction/[id]/file/route';
import { GET as fleetFile } from './(desk)/fleet/csv/route';
import { GET as countUnread } from './(desk)/notices/unread/route';
import { GET as queueRows } from './(desk)/queue/rows/route';
import { GET as checkSlug } from './(desk)/requests/check-slug/route';
import { GET as certificateFile } from './(desk)/s/[slug]/certificate/file/route';
import { GET as operationEvents } from './api/operations/[id]/events/route';
import { POST as previewPlan } from './api/plans/[tenantId]/preview/route';
import { GET as exportPlan, PUT as importPlan } from './api/plans/[tenantId]/route';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
const own = 'http://localhost:4321';
/** What every request of a test carries: a page of ours as its origin, and the cookie of whoever has signed in. */
let carried: Record<string, string>;
beforeEach(() => {
  configure({ PUBLIC_URL: own });
  carried = { origin: own };
});

async function signIn(role: 'customer' | 'support'): Promise<void> {
  const token = createSecret();
  await openSession(world[role].id, token, 'demo');
  carried.cookie = `sandgate.theme=dark; ${cookieName('session')}=${token}`;
}

type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;
type Sent = { method: string; body?: string; headers?: Record<string, string> };
const call = (handler: unknown, params: Record<string, string>, sent: Sent = { method: 'GET' }) =>
  (handler as Handler)(
    new Request(`${own}/x?version=1&slug=abc`, { ...sent, headers: { ...carried, ...sent.headers } }),
    { params: Promise.resolve(params as never) },
  );
const file = { method: 'PUT', body: '{}', headers: { 'content-type': 'application/json' } };

const routes: [name: string, handler: unknown, params: Record<string, string>, init?: Sent][] = [
  ['the rows of the queue', queueRows, {}],
  ['the file of the fleet', fleetFile, {}],
  ['whether a name is free', checkSlug, {}],
  ['how many notices are unread', countUnread, {}],
  ['the file of a certificate', certificateFile, { slug: 'abc' }],
  ['the file of a certificate of destruction', destructionFile, { id: 'abcdefghijkmnpqr' }],
  ['the events of an operation', operationEvents, { id: 'abcdefghijkmnpqr' }],
  ['the file of a plan', exportPlan, { tenantId: 'abcdefghijkmnpqr' }],
  ['a plan that is brought in', importPlan, { tenantId: 'abcdefghijkmnpqr' }, file],
  [
    'a plan that is looked at first',
    previewPlan,
    { tenantId: 'abcdefghijkmnpqr' },
    { ...file, method: 'POST' },
  ],
];

describe.each(routes)('%s', (_name, handler, params, init) => {
  test('is for people who are signed in', async () => {
    const answer = await call(handler, params, init);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

test.each(routes.filter(([name]) => /queue|plan|fleet/.test(name)))(
  '%s is not for customers',
  async (_name, handler, params, init) => {
    await signIn('customer');
    expect((await call(handler, params, init)).status).toBe(403);
  },
);

test.each(routes.filter(([name]) => /operation|certificate/.test(name)))(
  '%s of another customer is not there',
  async (_name, handler, params) => {
    await signIn('customer');
    expect((await call(handler, params)).status).toBe(404);
  },
);

describe.each(routes.filter(([, , , init]) => init))('%s', (_name, handler, params, init) => {
  test.each(['https://elsewhere.test', 'null', null])('is not taken from the origin %s', async (origin) => {
    await signIn('support');
    carried = { cookie: carried.cookie ?? '', ...(origin === null ? {} : { origin }) };
    const answer = await call(handler, params, init);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('not sent from a page of this desk');
  });
});
