import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addOrganization, addSandbox } from '../../credentials/credentials.fixture';
import { deriveRolePassword } from '../../credentials/derive-role-password';
import { databaseUrl } from '../../db/client';
import { configure } from '../../env';
import { measureCopy, serverOf } from '../../provisioning';
import { sandboxServer } from '../../sandboxes/cluster/sandbox-server';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import {
  addSandboxDatabase,
  call,
  type OpenSandbox,
  openSandbox,
  type SandboxDatabase,
} from '../sandbox.fixture';
import { closeSandboxPools, withSandbox } from './sandbox-pools';

useControlDatabase();

let sandbox: OpenSandbox;
let other: SandboxDatabase;

beforeAll(async () => {
  sandbox = await openSandbox(await addOrganization(), `pools${process.pid}`);
  other = await addSandboxDatabase(`poolsother${process.pid}`);
});
beforeEach(async () => {
  configure({ CALL_CONNECTIONS: '' });
  await closeSandboxPools();
});
afterAll(async () => {
  await closeSandboxPools();
  await sandbox.place.drop();
  await other.drop();
});

const sessions = async (database: string) => {
  const [row] = await asSuperuser<{ n: number }>(
    'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1',
    [database],
  );
  return row?.n ?? 0;
};

test('forty calls at once are all answered over at most four connections', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => call(sandbox, 'GET', 'records/parts')));
  expect(answers.map((answer) => answer.status)).toEqual(Array(40).fill(200));
  expect(await sessions(sandbox.place.database)).toBeLessThanOrEqual(4);
});

test('calls that pile up beyond what may wait are told to come back, and those before them are served', async () => {
  const place = { ...sandbox.place, schema: 'fabrica', organizationId: 'acme' };
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const served = Array.from({ length: 4 + 64 }, () => withSandbox(place, () => held.then(() => 'served')));
  await expect(withSandbox(place, async () => 'served')).rejects.toMatchObject({
    code: 'unavailable',
    headers: { 'retry-after': '1' },
  });
  finish();
  expect(await Promise.all(served)).toEqual(Array(68).fill('served'));
});

/** A place for each name, all in one database. */
const placeOf = (schema: string, organizationId = 'acme') => ({ ...sandbox.place, schema, organizationId });

/** What is kept for a sandbox beside its connections; another object after these were closed. */
const kept = (schema: string, organizationId?: string) =>
  withSandbox(placeOf(schema, organizationId), async ({ tables }) => tables);

test('beyond as many connections as may be, those of the longest unused sandbox are closed', async () => {
  configure({ CALL_CONNECTIONS: '8' });
  const first = { database: other.database, role: other.role, schema: 'fabrica', organizationId: 'acme' };
  const select = () => withSandbox(first, ({ client }) => client.query('SELECT 1'));
  await Promise.all(Array.from({ length: 4 }, select));
  expect(await sessions(other.database)).toBe(4);
  for (let n = 0; n < 4; n += 1) await kept(`other ${n}`);
  expect(await sessions(other.database)).toBe(4);
  await kept('one more');
  await expect.poll(() => sessions(other.database)).toBe(0);
  await select();
});

test('forty sandboxes that are called in turns keep their connections', async () => {
  const schemas = Array.from({ length: 40 }, (_, n) => `schema_${n}`);
  const found: unknown[] = [];
  for (const schema of schemas) found.push(await kept(schema));
  for (const [at, schema] of schemas.entries()) expect(await kept(schema), schema).toBe(found[at]);
  expect(await sessions(sandbox.place.database)).toBe(40);
});

test('when every connection is in use, a further sandbox is told to come back and none is closed', async () => {
  configure({ CALL_CONNECTIONS: '8' });
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const users = Array.from({ length: 8 }, (_, n) =>
    withSandbox(placeOf(`held ${n}`), () => held.then(() => n)),
  );
  await expect(kept('one more')).rejects.toMatchObject({
    code: 'unavailable',
    headers: { 'retry-after': '1' },
  });
  finish();
  expect(await Promise.all(users)).toHaveLength(8);
  await kept('one more');
});

test('a session that the server ends costs one answer at most, and the next call has another', async () => {
  await call(sandbox, 'GET', 'records/parts');
  await asSuperuser('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
    sandbox.place.database,
  ]);
  const first = await call(sandbox, 'GET', 'records/parts');
  expect([200, 503]).toContain(first.status);
  expect((await call(sandbox, 'GET', 'records/parts')).status).toBe(200);
});

test('a session ended under a statement is 503, said to be uncertain', async () => {
  const writing = call(sandbox, 'POST', 'records/parts', { body: { name: 'sleep' } });
  await expect
    .poll(() =>
      asSuperuser(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND state = 'active' AND query LIKE 'INSERT%'`,
        [sandbox.place.database],
      ),
    )
    .toHaveLength(1);
  expect(await writing).toMatchObject({ status: 503, json: { code: 'unavailable' } });
  expect((await call(sandbox, 'GET', 'records/parts')).status).toBe(200);
});

test('a database that is gone, full or closed is 503, without a word about where it was', async () => {
  await asSuperuser(`ALTER ROLE "${sandbox.place.role}" CONNECTION LIMIT 0`);
  const full = await call(sandbox, 'GET', 'records/parts');
  await asSuperuser(`ALTER ROLE "${sandbox.place.role}" CONNECTION LIMIT -1 NOLOGIN`);
  const closed = await call(sandbox, 'GET', 'records/parts');
  await asSuperuser(`ALTER ROLE "${sandbox.place.role}" LOGIN`);
  for (const answer of [full, closed]) {
    expect([answer.status, answer.json.code]).toEqual([503, 'unavailable']);
    expect(answer.headers.get('retry-after')).toMatch(/^\d$/);
    expect(answer.text).not.toMatch(/sbr?_|127\.0\.0\.1/);
  }
  expect((await call(sandbox, 'GET', 'records/parts')).status).toBe(200);
});

test('the role of one sandbox enters no other database, neither a sandbox’s nor the house’s', async () => {
  const databases = await asSuperuser<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE datname = $1',
    [other.database],
  );
  expect(databases).toHaveLength(1);
  const place = {
    database: other.database,
    role: sandbox.place.role,
    schema: 'fabrica',
    organizationId: 'acme',
  };
  await expect(withSandbox(place, async () => 1)).rejects.toMatchObject({ code: 'unavailable' });
});

test('two sandboxes of one organization see their own rows only', async () => {
  const organization = await addOrganization();
  const twin = await openSandbox(organization, `poolstwin${process.pid}`);
  const created = await call(twin, 'POST', 'records/boms', { body: { id: 'of the twin' } });
  expect(created.status).toBe(201);
  expect((await call(sandbox, 'GET', 'records/boms/of%20the%20twin')).status).toBe(404);
  await closeSandboxPools();
  await twin.place.drop();
});

test('a sandbox whose database is being copied says so, and answers again afterwards', async () => {
  const organization = await addOrganization();
  const copied = await openSandbox(organization, `poolscopied${process.pid}`);
  expect((await call(copied, 'GET', 'records/boms')).status).toBe(200);
  await closeSandboxPools();
  const { database } = copied.place;
  await asSuperuser(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
  const answer = await call(copied, 'GET', 'records/boms');
  expect([answer.status, answer.json.detail]).toEqual([
    503,
    expect.stringMatching(/while its database is copied/),
  ]);
  await asSuperuser(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
  expect((await call(copied, 'GET', 'records/boms')).status).toBe(200);
  await closeSandboxPools();
  await copied.place.drop();
});

test('a sandbox without a database is not ready rather than a fault', async () => {
  const organization = await addOrganization();
  const { db } = await import('../../db/client');
  const empty = await addSandbox(organization);
  await db().sandbox.update({ where: { id: empty.id }, data: { activeCopyId: null } });
  await db().apiKey.updateMany({ where: { sandboxId: sandbox.id }, data: { sandboxId: empty.id } });
  const answer = await call({ slug: empty.slug, key: sandbox.key }, 'GET', 'me');
  await db().apiKey.updateMany({ where: { sandboxId: empty.id }, data: { sandboxId: sandbox.id } });
  expect([answer.status, answer.json.code]).toEqual([409, 'sandbox_not_ready']);
});

test.each([
  [
    'SANDBOX_SERVER, without a login',
    () => ({ SANDBOX_SERVER: serverOf(databaseUrl()), CLUSTER_URL: nowhere }),
  ],
  ['CLUSTER_URL alone', () => ({ SANDBOX_SERVER: '', CLUSTER_URL: databaseUrl() })],
])('a web server that has %s enters a sandbox under its own role', async (_name, settings) => {
  try {
    configure(settings());
    const place = { database: other.database, role: other.role, schema: 'fabrica', organizationId: 'acme' };
    const who = 'SELECT session_user AS name, current_database() AS database';
    const { rows } = await withSandbox(place, ({ client }) => client.query(who));
    expect(rows).toEqual([{ name: other.role, database: other.database }]);
    const measured = await measureCopy(
      { ...place, password: deriveRolePassword(other.role) },
      { clusterUrl: sandboxServer() ?? '' },
    );
    expect(Object.keys(measured.tables)).toContain('parts');
  } finally {
    configure({ SANDBOX_SERVER: '', CLUSTER_URL: '' });
  }
});

/** Nothing listens there: whoever used it would fail. */
const nowhere = 'postgres://builder:hidden@127.0.0.1:1/none';

test('many sandboxes of one organization take connections from each other, and not from another’s one', async () => {
  configure({ CALL_CONNECTIONS: '8' });
  const others = await kept('fabrica', 'borealis');
  const first = await kept('schema_0');
  for (let n = 1; n <= 20; n += 1) await kept(`schema_${n}`);
  expect(await kept('fabrica', 'borealis')).toBe(others);
  expect(await kept('schema_0')).not.toBe(first);
});
