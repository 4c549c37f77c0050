import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openSession } from '@/lib/access/open-session';
import { cookieName } from '@/lib/access/session-cookie';
import { db } from '@/lib/db/client';
import { configure } from '@/lib/env';
import { createSecret } from '@/lib/ids';
import { useControlDatabase } from '@/lib/testing/database';
import { createPlanVersion, createTenant, samplePlan } from '@/lib/testing/plans';
import { createWorld, type World } from '@/lib/testing/world';
import { GET, PUT } from './[tenantId]/route';

useControlDatabase();
const own = 'http://localhost:4321';
let world: World;
let cookie: string;
let tenantId: string;
beforeAll(async () => {
  configure({ PUBLIC_URL: own });
  world = await createWorld();
  const token = createSecret();
  await openSession(world.support.id, token, 'demo');
  cookie = `${cookieName('session')}=${token}`;
});
beforeEach(async () => {
  tenantId = (await createTenant(world)).id;
  await createPlanVersion(tenantId);
});

const context = () => ({ params: Promise.resolve({ tenantId }) });
const read = () => GET(new Request(`${own}/x`, { headers: { cookie } }), context());
async function put(
  headers: Record<string, string>,
  { search = '', body = JSON.stringify(samplePlan()) } = {},
) {
  const sent = { cookie, origin: own, 'sandgate-reason': 'So%20it%20is.', ...headers };
  const answer = await PUT(
    new Request(`${own}/x${search}`, { method: 'PUT', body, headers: sent }),
    context(),
  );
  return { status: answer.status, etag: answer.headers.get('etag'), body: await answer.json() };
}
const versions = () => db().scrubPlanVersion.count({ where: { tenantId } });

test('a plan is replaced by whoever names the version that ETag gave, and by nobody who comes later', async () => {
  const etag = (await read()).headers.get('etag') ?? '';
  expect(etag).toBe('"1"');
  expect(await put({ 'if-match': etag })).toMatchObject({ status: 200, etag: '"2"', body: { version: 2 } });
  expect((await read()).headers.get('etag')).toBe('"2"');
  expect(await put({ 'if-match': etag })).toMatchObject({
    status: 412,
    body: { code: 'precondition_failed', detail: expect.stringContaining('Somebody else') },
  });
  expect(await put({}, { search: '?version=1' })).toMatchObject({
    status: 409,
    body: { code: 'state_conflict' },
  });
  expect(await versions()).toBe(2);
});

test('a plan that is sent twice under one key is stored once, and both are answered alike', async () => {
  const key = { 'idempotency-key': createSecret(), 'if-match': '"1"' };
  const first = await put(key);
  expect(first.status).toBe(200);
  expect(await put(key)).toEqual(first);
  const other = await put({ ...key, 'sandgate-reason': 'Another.' });
  expect([other.status, other.body.code]).toEqual([409, 'idempotency_mismatch']);
  expect(await versions()).toBe(2);
});

test.each<[string, Record<string, string>, { search?: string; body?: string }, RegExp]>([
  ['no version', {}, {}, /which version the file was made from/],
  ['a weak tag', { 'if-match': 'W/"1"' }, {}, /If-Match names one version/],
  ['a key of two words', { 'idempotency-key': 'a b', 'if-match': '"1"' }, {}, /visible characters/],
  ['no reason', { 'if-match': '"1"', 'sandgate-reason': '' }, {}, /Say why/],
  ['a body that is no plan', { 'if-match': '"1"' }, { body: '{' }, /Export the plan/],
])(
  '%s is refused in the words of what is wrong, and nothing is stored',
  async (_what, headers, sent, said) => {
    const answer = await put(headers, sent);
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringMatching(said)]);
    expect(await versions()).toBe(1);
  },
);
