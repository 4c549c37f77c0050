import { beforeAll, expect, test } from 'vitest';
import { type PersonActor, type Role, systemActor } from '../access/actor';
import { can } from '../access/permissions';
import { verifyChain } from '../audit/verify-chain';
import { ask } from '../command/query';
import { run } from '../command/run';
import { db } from '../db/client';
import { sandboxStates } from '../sandboxes/sandbox';
import { useControlDatabase } from '../testing/database';
import { mostLiveKeys } from './api-key';
import { createApiKey } from './create-api-key';
import { addOrganization, addPerson, addSandbox } from './credentials.fixture';
import { issueApiKey } from './issue-api-key';
import { listApiKeys } from './list-api-keys';
import { parseKey } from './parse-key';
import { revokeApiKey } from './revoke-api-key';
import { revokeSandboxKeys } from './revoke-sandbox-keys';

useControlDatabase();

let organization: Awaited<ReturnType<typeof addOrganization>>;
let customer: PersonActor;
let stranger: PersonActor;

beforeAll(async () => {
  organization = await addOrganization();
  customer = await addPerson('customer', organization.id);
  stranger = await addPerson('customer', (await addOrganization()).id);
});

async function issue(sandboxId: string, actor: PersonActor = customer, label = 'ERP sync') {
  const result = await issueApiKey({ sandboxId, label }, actor);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('the key is handed out once and stands in no table of the control database', async () => {
  const sandbox = await addSandbox(organization);
  const { key, fingerprint } = await issue(sandbox.id);
  expect(parseKey(key)?.fingerprint).toBe(fingerprint);
  const tables = await db().$queryRaw<{ name: string; text: string }[]>`
    SELECT c.relname AS name, table_to_xml(c.oid, true, false, '')::text AS text
      FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`;
  const holding = (part: string) => tables.filter(({ text }) => text.includes(part)).map(({ name }) => name);
  expect(holding(fingerprint).sort()).toEqual(['ApiKey', 'AuditEvent']);
  expect(holding(key)).toEqual([]);
  expect(holding(key.slice('fab_test_'.length, -6))).toEqual([]);
});

test('a hash that comes with the form is replaced by the one of the minted key', async () => {
  const sandbox = await addSandbox(organization);
  const hash = '0'.repeat(64);
  const result = await issueApiKey({ sandboxId: sandbox.id, label: 'x', hash }, customer);
  expect(result.ok).toBe(true);
  expect(await db().apiKey.count({ where: { hash } })).toBe(0);
});

test('thirty keys asked for at once make twenty, each audited, and ten clear refusals', async () => {
  const sandbox = await addSandbox(organization);
  const results = await Promise.all(
    Array.from({ length: mostLiveKeys + 10 }, (_, n) =>
      issueApiKey({ sandboxId: sandbox.id, label: `key ${n}` }, customer),
    ),
  );
  const refused = results.filter((result) => !result.ok).map((result) => !result.ok && result.error.code);
  expect(refused).toEqual(Array(10).fill('quota_exceeded'));
  expect(await db().apiKey.count({ where: { sandboxId: sandbox.id } })).toBe(mostLiveKeys);
  const events = await db().auditEvent.findMany({
    where: { event: 'api_key.created', details: { path: ['sandboxId'], equals: sandbox.id } },
  });
  expect(events).toHaveLength(mostLiveKeys);
  expect((await verifyChain()).broken).toBeNull();
  const [first] = (await ask(listApiKeys, { sandboxId: sandbox.id }, customer)).keys;
  await run(revokeApiKey, { apiKeyId: first?.id }, customer);
  expect((await issueApiKey({ sandboxId: sandbox.id, label: 'one more' }, customer)).ok).toBe(true);
});

const roles: Role[] = ['customer', 'support', 'compliance', 'admin'];

test.each(roles)('%s creates, revokes and lists exactly as the permission table says', async (role) => {
  const sandbox = await addSandbox(organization);
  const actor = await addPerson(role, role === 'customer' ? organization.id : null);
  const key = await issue(sandbox.id);
  const created = await issueApiKey({ sandboxId: sandbox.id, label: 'x' }, actor);
  expect(created.ok ? 'ok' : created.error.code).toBe(can(actor, 'api_key:create') ? 'ok' : 'forbidden');
  const revoked = await run(revokeApiKey, { apiKeyId: key.id }, actor);
  expect(revoked.ok ? 'ok' : revoked.error.code).toBe(can(actor, 'api_key:revoke') ? 'ok' : 'forbidden');
  const listed = ask(listApiKeys, { sandboxId: sandbox.id }, actor).then(
    () => true,
    () => false,
  );
  expect(await listed).toBe(can(actor, 'sandbox:read'));
});

test('the system makes and ends no keys', async () => {
  const sandbox = await addSandbox(organization);
  const key = await issue(sandbox.id);
  const system = systemActor('worker');
  const results = [
    await issueApiKey({ sandboxId: sandbox.id, label: 'x' }, system),
    await run(createApiKey, { sandboxId: sandbox.id, label: 'x', hash: '1'.repeat(64) }, system),
    await run(revokeApiKey, { apiKeyId: key.id }, system),
  ];
  expect(results.map((result) => result.ok || result.error.code)).toEqual(Array(3).fill('forbidden'));
});

test("another organization's sandbox and keys are as absent as ones that never were", async () => {
  const sandbox = await addSandbox(organization);
  const key = await issue(sandbox.id);
  const answers = async (sandboxId: string, apiKeyId: string) => [
    await issueApiKey({ sandboxId, label: 'x' }, stranger),
    await run(createApiKey, { sandboxId, label: 'x', hash: '2'.repeat(64) }, stranger),
    await run(revokeApiKey, { apiKeyId }, stranger),
    await ask(listApiKeys, { sandboxId }, stranger).catch(({ code, message, fields }) => ({
      ok: false,
      error: { code, message, fields },
    })),
  ];
  const foreign = await answers(sandbox.id, key.id);
  expect(foreign).toEqual(await answers('neverexisted', 'neverexisted'));
  expect(JSON.stringify(foreign).match(/not_found/g)).toHaveLength(4);
  expect(await db().apiKey.count({ where: { sandboxId: sandbox.id, revokedAt: null } })).toBe(1);
  const homeless = await addPerson('customer', null);
  expect(await issueApiKey({ sandboxId: sandbox.id, label: 'x' }, homeless)).toMatchObject({
    error: { code: 'not_found' },
  });
});

test.each(sandboxStates)('a sandbox that is %s gets a key only if that is ready', async (state) => {
  const sandbox = await addSandbox(organization, { state });
  const result = await issueApiKey({ sandboxId: sandbox.id, label: 'x' }, customer);
  expect(result.ok ? 'ok' : result.error.code).toBe(state === 'ready' ? 'ok' : 'state_conflict');
  expect(await db().apiKey.count({ where: { sandboxId: sandbox.id } })).toBe(state === 'ready' ? 1 : 0);
});

test('of ten who revoke a key at once one does, and the audit has one event', async () => {
  const sandbox = await addSandbox(organization);
  const { id } = await issue(sandbox.id);
  const results = await Promise.all(
    Array.from({ length: 10 }, () => run(revokeApiKey, { apiKeyId: id }, customer)),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.filter((result) => !result.ok && result.error.code === 'state_conflict')).toHaveLength(9);
  expect(await db().auditEvent.count({ where: { event: 'api_key.revoked', subjectId: id } })).toBe(1);
});

test('audit entries of keys carry ids and fingerprints, no label', async () => {
  const sandbox = await addSandbox(organization);
  const { id, fingerprint } = await issue(sandbox.id, customer, 'a telling label');
  await run(revokeApiKey, { apiKeyId: id }, customer);
  const events = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { seq: 'asc' } });
  expect(events.map((event) => [event.event, event.organizationId, event.details])).toEqual([
    ['api_key.created', organization.id, { sandboxId: sandbox.id, fingerprint }],
    ['api_key.revoked', organization.id, { sandboxId: sandbox.id, fingerprint }],
  ]);
});

test('destroying ends the live keys of that sandbox alone, and may be repeated', async () => {
  const sandbox = await addSandbox(organization);
  const other = await addSandbox(organization);
  await issue(sandbox.id);
  await issue(sandbox.id);
  await issue(other.id);
  const now = new Date('2029-01-01T00:00:00Z');
  expect(await db().$transaction((tx) => revokeSandboxKeys(tx, sandbox.id, now))).toBe(2);
  expect(await db().$transaction((tx) => revokeSandboxKeys(tx, sandbox.id, now))).toBe(0);
  expect(await db().apiKey.count({ where: { sandboxId: other.id, revokedAt: null } })).toBe(1);
});

test('the list shows each key once over its pages, latest first, without its hash', async () => {
  const sandbox = await addSandbox(organization);
  for (let n = 0; n < 7; n += 1) await issue(sandbox.id, customer, `key ${n}`);
  const seen: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < 3; page += 1) {
    const { keys, next } = await ask(listApiKeys, { sandboxId: sandbox.id, limit: 3, after }, customer);
    expect(Object.keys(keys[0] ?? {})).not.toContain('hash');
    seen.push(...keys.map((key) => key.label));
    expect(next === null).toBe(page === 2);
    after = next ?? undefined;
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `key ${n}`));
});

test.each([
  ['an object for an id', { sandboxId: { not: '' }, label: 'x' }],
  ['a list for a label', { sandboxId: 'x', label: ['a'] }],
  ['nothing', undefined],
  ['a bare string', 'sandboxId'],
  ['NUL in an id', { sandboxId: 'a\0b', label: 'x' }],
])('%s in the form is refused and makes no key', async (_, input) => {
  const before = await db().apiKey.count();
  const result = await issueApiKey(input, customer);
  expect(result.ok ? 'ok' : result.error.code).toMatch(/^(invalid_input|not_found)$/);
  expect(await db().apiKey.count()).toBe(before);
});
