import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run } from '../../command/run';
import { groupFingerprint } from '../../credentials/api-key';
import { addOrganization, addPerson, addSandbox } from '../../credentials/credentials.fixture';
import { mintKey } from '../../credentials/mint-key';
import { parseKey } from '../../credentials/parse-key';
import { revokeApiKey } from '../../credentials/revoke-api-key';
import { db } from '../../db/client';
import { configure, env } from '../../env';
import { sandboxStates } from '../../sandboxes/sandbox';
import { useControlDatabase } from '../../testing/database';
import { closeGateway } from '../close-gateway';
import { listMisfires } from '../list-misfires';
import { call, type OpenSandbox, openSandbox } from '../sandbox.fixture';

useControlDatabase();

let organization: Awaited<ReturnType<typeof addOrganization>>;
let a: OpenSandbox;
let b: OpenSandbox;
let foreign: OpenSandbox;
const production = 'fab_live_4eC39HqLyjWDarjtT1zdp7dc4eC39HqLyjWDarjtT1zdp7dc';

beforeAll(async () => {
  organization = await addOrganization();
  a = await openSandbox(organization, `keysa${process.pid}`);
  b = await openSandbox(organization, `keysb${process.pid}`);
  foreign = await openSandbox(await addOrganization(), `keysc${process.pid}`);
});
afterAll(async () => {
  await closeGateway();
  for (const each of [a, b, foreign]) await each.place.drop();
});

/** The allowance for bad attempts is per address, and all calls here come from one: begin each test anew. */
beforeEach(() => {
  Object.assign(globalThis, { sandgateAttempts: undefined });
});

const swapCase = (text: string) =>
  [...text].map((each) => (each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase())).join('');

const mutations: Record<string, (key: string) => string> = {
  'as it is': (key) => key,
  'in upper case': (key) => key.toUpperCase(),
  'in lower case': (key) => key.toLowerCase(),
  'in swapped case': swapCase,
  'its first letter large': (key) => key.charAt(0).toUpperCase() + key.slice(1),
  'a space inside': (key) => `${key.slice(0, 20)} ${key.slice(20)}`,
  'a space before, quoted': (key) => `" ${key}"`,
  'a no-break space after': (key) => `${key}\u00a0`,
  'a tab inside': (key) => `${key.slice(0, 9)}\t${key.slice(9)}`,
  'without its prefix': (key) => key.replace(/^[a-z]+_/, ''),
  'without its environment': (key) => key.replace(/_(test|live)_/, '_'),
  'with the other environment': (key) =>
    key.replace(/_(test|live)_/, (_, word) => (word === 'test' ? '_live_' : '_test_')),
  'with another product': (key) => key.replace(/^[a-z]+/, 'rota'),
  'twice in a row': (key) => `${key}${key}`,
  'twice with a comma': (key) => `${key}, ${key}`,
  'with a letter more': (key) => `${key}A`,
  'with a letter less': (key) => key.slice(0, -1),
  'percent-encoded': (key) => key.replaceAll('_', '%5F'),
};

const presentations: Record<string, (key: string) => Record<string, string>> = {
  Bearer: (key) => ({ authorization: `Bearer ${key}` }),
  bearer: (key) => ({ authorization: `bearer   ${key}` }),
  'X-Api-Key': (key) => ({ authorization: 'none', 'x-api-key': key }),
  Basic: (key) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` }),
  bare: (key) => ({ authorization: key }),
};

test('no key opens another environment, however it is written: always 401, never a row', async () => {
  const homes: [string, string][] = [
    [a.key, a.slug],
    [b.key, b.slug],
    [production, 'production'],
  ];
  let tried = 0;
  let opened = 0;
  for (const target of [a, b])
    for (const [key, home] of homes)
      for (const [mutation, mutate] of Object.entries(mutations))
        for (const [presentation, present] of Object.entries(presentations)) {
          const isItself = home === target.slug && mutation === 'as it is';
          Object.assign(globalThis, { sandgateAttempts: undefined });
          const headers = present(mutate(key));
          const answer = await call({ slug: target.slug }, 'GET', 'records/parts', { headers });
          const opens = isItself && !['Basic', 'bare'].includes(presentation);
          expect(answer.status, `${home} at ${target.slug}, ${mutation}, ${presentation}`).toBe(
            opens ? 200 : 401,
          );
          tried += 1;
          opened += opens ? 1 : 0;
        }
  expect([tried, opened]).toEqual([540, 6]);
});

test('without a key the challenge says how to bring one', async () => {
  const answer = await call({ slug: a.slug }, 'GET', 'me');
  expect([answer.status, answer.json.code]).toEqual([401, 'unauthenticated']);
  expect(answer.headers.get('www-authenticate')).toBe(`Bearer realm="sandbox ${a.slug}"`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('a production key is told its environment and fingerprint, is not echoed, and is counted', async () => {
  for (let n = 0; n < 3; n += 1) {
    const answer = await call({ slug: a.slug, key: production }, 'GET', 'me');
    expect(answer.json).toMatchObject({
      status: 401,
      code: 'wrong_environment',
      keyEnvironment: 'production',
      environment: 'sandbox',
      fingerprint: groupFingerprint(parseKey(production)?.fingerprint ?? ''),
    });
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(answer.text).not.toContain(production.slice(9));
  }
  const support = await addPerson('support');
  const { misfires } = await ask(listMisfires, { sandboxId: a.id }, support);
  const counted = misfires.find((each) => each.kind === 'production_key');
  expect(counted).toMatchObject({
    fingerprint: parseKey(production)?.fingerprint,
    organization: { id: organization.id },
  });
  expect(counted?.count).toBeGreaterThanOrEqual(3);
});

test('a key of another sandbox is told so; its address is named within one organization only', async () => {
  const own = await call({ slug: a.slug, key: b.key }, 'GET', 'me');
  expect(own.json).toMatchObject({
    status: 401,
    code: 'wrong_environment',
    keyEnvironment: 'sandbox',
    baseUrl: `http://localhost:3000/s/${b.slug}/api/v1`,
  });
  const others = await call({ slug: a.slug, key: foreign.key }, 'GET', 'me');
  expect(others.json).toMatchObject({ status: 401, code: 'wrong_environment', keyEnvironment: 'sandbox' });
  expect(others.text).not.toContain(foreign.slug);
  const compliance = await addPerson('compliance');
  const { misfires } = await ask(listMisfires, { organizationId: organization.id, limit: 100 }, compliance);
  const fingerprints = misfires
    .filter((each) => each.kind === 'other_sandbox_key')
    .map((each) => each.fingerprint);
  expect(fingerprints).toEqual(
    expect.arrayContaining([parseKey(b.key)?.fingerprint, parseKey(foreign.key)?.fingerprint]),
  );
});

test('customers do not see misfires', async () => {
  const customer = await addPerson('customer', organization.id);
  await expect(ask(listMisfires, {}, customer)).rejects.toMatchObject({ code: 'forbidden' });
});

test('misfires at once are all counted, and made-up keys do not fill the table', async () => {
  const sandbox = await addSandbox(organization);
  const { countMisfire } = await import('./count-misfire');
  const now = new Date();
  await Promise.all(
    Array.from({ length: 40 }, () => countMisfire(sandbox.id, 'same', 'production_key', now)),
  );
  expect(await db().keyMisfire.findFirst({ where: { sandboxId: sandbox.id } })).toMatchObject({ count: 40 });
  for (let n = 0; n < 520; n += 1) await countMisfire(sandbox.id, `made up ${n}`, 'production_key', now);
  await countMisfire(sandbox.id, 'same', 'production_key', now);
  expect(await db().keyMisfire.count({ where: { sandboxId: sandbox.id } })).toBe(500);
  expect(
    await db().keyMisfire.findFirst({ where: { sandboxId: sandbox.id, fingerprint: 'same' } }),
  ).toMatchObject({
    count: 41,
  });
});

test('a key made up to be well-formed learns nothing, not even whether the sandbox exists', async () => {
  const { key } = mintKey('fab');
  const here = await call({ slug: a.slug, key }, 'GET', 'me');
  const nowhere = await call({ slug: 'no-such-sandbox', key }, 'GET', 'me');
  expect(here.json).toEqual(nowhere.json);
  expect([here.status, here.json.code]).toEqual([401, 'unauthenticated']);
  const live = await Promise.all(
    [a.slug, 'no-such-sandbox'].map((slug) => call({ slug, key: production }, 'GET', 'me')),
  );
  expect(live[0]?.json).toEqual(live[1]?.json);
});

test.each(['..%2f..', 'a b', 'Ä', '"x', 'x'.repeat(5000), '__proto__', '\0'])(
  'a slug that cannot be one (%j) is answered by 404, whoever asks with a key',
  async (slug) => {
    const { GET } = await import('@/app/s/[slug]/api/v1/me/route');
    const request = new Request('http://localhost:3000/', { headers: { 'x-api-key': a.key } });
    const answer = await GET(request, { params: Promise.resolve({ slug }) });
    expect(answer.status).toBe(404);
    const anonymous = await GET(new Request('http://localhost:3000/'), { params: Promise.resolve({ slug }) });
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('www-authenticate')).toBe('Bearer realm="sandbox"');
  },
);

test('a revoked key is refused from the very next call on', async () => {
  const { issueApiKey } = await import('../../credentials/issue-api-key');
  const customer = await addPerson('customer', organization.id);
  for (let n = 0; n < 5; n += 1) {
    const issued = await issueApiKey({ sandboxId: a.id, label: 'short-lived' }, customer);
    if (!issued.ok) throw new Error(issued.error.message);
    const { key, id } = issued.value;
    expect((await call({ slug: a.slug, key }, 'GET', 'records/parts')).status).toBe(200);
    await run(revokeApiKey, { apiKeyId: id }, customer);
    const after = await call({ slug: a.slug, key }, 'GET', 'records/parts');
    expect([after.status, after.json.code, after.json.detail]).toEqual([
      401,
      'unauthenticated',
      'This key was revoked.',
    ]);
  }
});

const answers: Record<(typeof sandboxStates)[number], [number, string | undefined]> = {
  scheduled: [503, 'sandbox_building'],
  building: [503, 'sandbox_building'],
  ready: [200, undefined],
  suspended: [403, 'sandbox_suspended'],
  quarantined: [403, 'sandbox_suspended'],
  retired: [403, 'sandbox_suspended'],
  failed: [409, 'sandbox_not_ready'],
  cancelled: [404, 'not_found'],
  destroying: [404, 'not_found'],
  destroyed: [404, 'not_found'],
};

test.each(sandboxStates)('a sandbox that is %s answers its own key accordingly', async (state) => {
  await db().sandbox.update({ where: { id: b.id }, data: { state } });
  const answer = await call(b, 'GET', 'records/parts');
  await db().sandbox.update({ where: { id: b.id }, data: { state: 'ready' } });
  expect([answer.status, answer.json.code]).toEqual(answers[state]);
  if (answer.status === 503) expect(answer.headers.get('retry-after')).toBe('5');
});

test.each([
  ['suspended', null, /suspended since .* is kept\. .*resume/],
  ['suspended', 1, /suspended since .* is kept until .*extend/],
  ['quarantined', null, /quarantined since .*Ask support/],
  ['retired', null, /retired since .* is kept until .*restore/],
] as const)(
  'of one that is %s it says since when, until when and what to do (%s)',
  async (state, days, detail) => {
    const since = new Date('2026-11-02T10:00:00Z');
    const endedAt = days === null ? null : since;
    await db().sandbox.update({ where: { id: b.id }, data: { state, shutAt: since, endedAt } });
    const answer = await call(b, 'GET', 'records/parts');
    await db().sandbox.update({ where: { id: b.id }, data: { state: 'ready', shutAt: null, endedAt: null } });
    expect(answer.json).toMatchObject({ state, since: since.toISOString() });
    expect(answer.json.detail).toMatch(detail);
    expect(answer.json.detail).toContain(`/s/${b.slug}`);
    const stranger = await call({ slug: b.slug, key: a.key }, 'GET', 'records/parts');
    expect(stranger.json.code).not.toBe('sandbox_suspended');
  },
);

test('a key of a destroyed sandbox does not open the next one under the same slug', async () => {
  const first = await addSandbox(organization, {
    slug: 'again',
    database: a.place.database,
    role: a.place.role,
  });
  const { issueApiKey } = await import('../../credentials/issue-api-key');
  const customer = await addPerson('customer', organization.id);
  const issued = await issueApiKey({ sandboxId: first.id, label: 'x' }, customer);
  if (!issued.ok) throw new Error(issued.error.message);
  const caller = { slug: 'again', key: issued.value.key };
  expect((await call(caller, 'GET', 'me')).status).toBe(200);
  await db().sandbox.update({ where: { id: first.id }, data: { state: 'destroyed' } });
  expect((await call(caller, 'GET', 'me')).status).toBe(404);
  await addSandbox(organization, { slug: 'again', database: a.place.database, role: a.place.role });
  const after = await call(caller, 'GET', 'me');
  expect([after.status, after.json.code]).toEqual([401, 'unauthenticated']);
});

test('when a key was last used is known to the minute, at the price of one write a minute', async () => {
  const { issueApiKey } = await import('../../credentials/issue-api-key');
  const customer = await addPerson('customer', organization.id);
  const issued = await issueApiKey({ sandboxId: a.id, label: 'dated' }, customer);
  if (!issued.ok) throw new Error(issued.error.message);
  const { id, key } = issued.value;
  const lastUsed = async () => (await db().apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  expect(await lastUsed()).toBeNull();
  await call({ slug: a.slug, key }, 'GET', 'me');
  const first = await lastUsed();
  expect(Math.abs(Date.now() - Number(first))).toBeLessThan(30_000);
  await call({ slug: a.slug, key }, 'GET', 'me');
  expect(await lastUsed()).toEqual(first);
  const long = new Date(Number(first) - 61_000);
  await db().apiKey.update({ where: { id }, data: { lastUsedAt: long } });
  await call({ slug: a.slug, key }, 'GET', 'me');
  expect(Number(await lastUsed())).toBeGreaterThan(Number(first) - 1);
});

test('the eleventh bad attempt in a minute is 429, valid keys go on, other sandboxes are not concerned', async () => {
  const guess = () =>
    call({ slug: a.slug, key: mintKey('fab').key }, 'GET', 'me', {
      headers: { 'x-forwarded-for': `10.0.0.${Math.random()}`, 'x-sandgate-peer': `${Math.random()}` },
    });
  const statuses: number[] = [];
  for (let n = 0; n < 13; n += 1) statuses.push((await guess()).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429, 429]);
  const limited = await guess();
  expect(limited.json.code).toBe('too_many_requests');
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(50);
  for (const malformed of ['nonsense', production])
    expect((await call({ slug: a.slug, key: malformed }, 'GET', 'me')).status).toBe(429);
  expect((await call(a, 'GET', 'records/parts')).status).toBe(200);
  expect((await call({ slug: b.slug, key: 'nonsense' }, 'GET', 'me')).status).toBe(401);
});

test('a key of another environment is counted while the allowance for bad attempts lasts, and not beyond it', async () => {
  for (const key of ['fab_live_tried_without_end', b.key]) {
    Object.assign(globalThis, { sandgateAttempts: undefined });
    const fingerprint = parseKey(key)?.fingerprint ?? '';
    const counted = async () =>
      (await db().keyMisfire.findFirst({ where: { sandboxId: a.id, fingerprint } }))?.count ?? 0;
    const before = await counted();
    const statuses: number[] = [];
    for (let n = 0; n < 14; n += 1) statuses.push((await call({ slug: a.slug, key }, 'GET', 'me')).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429, 429, 429]);
    expect(await counted()).toBe(before + 10);
  }
});

test('while keys cannot be checked every call is 503, and none gets in', async () => {
  const url = env().DATABASE_URL ?? '';
  await closeGateway();
  configure({ DATABASE_URL: 'postgres://nobody:none@127.0.0.1:1/none' });
  const answer = await call(a, 'GET', 'records/parts');
  configure({ DATABASE_URL: url });
  await closeGateway();
  expect([answer.status, answer.json.code, answer.headers.get('retry-after')]).toEqual([
    503,
    'unavailable',
    '2',
  ]);
  expect((await call(a, 'GET', 'records/parts')).status).toBe(200);
});
