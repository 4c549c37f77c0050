import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PersonActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { addOrganization, addPerson } from '../../credentials/credentials.fixture';
import { revokeApiKey } from '../../credentials/revoke-api-key';
import { db } from '../../db/client';
import { renameSandbox } from '../../requests/slug/rename-sandbox';
import { useControlDatabase } from '../../testing/database';
import { closeGateway } from '../close-gateway';
import { call, type OpenSandbox, openSandbox } from '../sandbox.fixture';

useControlDatabase();
let renamed: OpenSandbox;
let sibling: OpenSandbox;
let foreign: OpenSandbox;
let support: PersonActor;
const next = `renamed-${process.pid}`;
const production = 'fab_live_4eC39HqLyjWDarjtT1zdp7dc4eC39HqLyjWDarjtT1zdp7dc';

beforeAll(async () => {
  const organization = await addOrganization();
  renamed = await openSandbox(organization, `namea${process.pid}`);
  sibling = await openSandbox(organization, `nameb${process.pid}`);
  foreign = await openSandbox(await addOrganization(), `namec${process.pid}`);
  support = await addPerson('support');
  expect((await call(renamed, 'GET', 'me')).status).toBe(200);
  const input = { sandboxId: renamed.id, typedName: renamed.slug, slug: next };
  await runOrThrow(renameSandbox, input, support);
});
afterAll(async () => {
  await closeGateway();
  for (const each of [renamed, sibling, foreign]) await each.place.drop();
});
beforeEach(() => {
  Object.assign(globalThis, { sandgateAttempts: undefined });
});

const baseUrl = `http://localhost:3000/s/${next}/api/v1`;

test('a key of the sandbox is told the next base URL from the renaming on, at every address, and serves there', async () => {
  for (const [method, path] of [
    ['GET', 'me'],
    ['GET', 'records/parts'],
    ['POST', 'records/parts'],
    ['DELETE', 'records/parts/1'],
  ] as const) {
    const answer = await call(renamed, method, path, method === 'POST' ? { body: {} } : {});
    expect(answer.status, path).toBe(410);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.json).toMatchObject({ status: 410, code: 'sandbox_renamed', baseUrl });
  }
  const there = await call({ ...renamed, slug: next }, 'GET', 'me');
  expect(there.json).toMatchObject({ sandbox: next, baseUrl });
  for (let n = 0; n < 12; n += 1) expect((await call(renamed, 'GET', 'me')).status).toBe(410);
});

test('everybody else is answered as where no sandbox ever was', async () => {
  const unknown = { slug: `never-${process.pid}` };
  for (const key of [undefined, 'x', `${renamed.key}A`, sibling.key, foreign.key, production]) {
    Object.assign(globalThis, { sandgateAttempts: undefined });
    const [here, nowhere] = await Promise.all([
      call({ slug: renamed.slug, ...(key ? { key } : {}) }, 'GET', 'me'),
      call({ ...unknown, ...(key ? { key } : {}) }, 'GET', 'me'),
    ]);
    expect([here.status, here.text], key).toEqual([nowhere.status, nowhere.text]);
    expect(here.status).not.toBe(410);
    expect(here.text).not.toContain(next);
  }
});

test('and so is its own key once the name’s days are over, once it is revoked, and once the sandbox is being destroyed', async () => {
  const asked = async () => (await call(renamed, 'GET', 'me')).status;
  const { heldUntil } = await db().slugClaim.update({
    where: { slug: renamed.slug },
    data: { heldUntil: new Date(0) },
  });
  expect(heldUntil).not.toBeNull();
  expect(await asked()).toBe(404);
  await db().slugClaim.update({ where: { slug: renamed.slug }, data: { heldUntil: new Date('2099-01-01') } });
  expect(await asked()).toBe(410);
  await db().sandbox.update({ where: { id: renamed.id }, data: { state: 'destroying' } });
  expect(await asked()).toBe(404);
  await db().sandbox.update({ where: { id: renamed.id }, data: { state: 'ready' } });
  const { id: apiKeyId } = await db().apiKey.findFirstOrThrow({ where: { sandboxId: renamed.id } });
  await runOrThrow(revokeApiKey, { apiKeyId }, support);
  expect(await asked()).toBe(404);
});
