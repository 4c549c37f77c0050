import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { ask } from '../../command/query';
import { runOrThrow } from '../../command/run';
import { deriveRolePassword } from '../../credentials/derive-role-password';
import { issueApiKey } from '../../credentials/issue-api-key';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { call } from '../../gateway/sandbox.fixture';
import { closeSandboxPools } from '../../gateway/sandbox-pool/sandbox-pools';
import { importSeedSet } from '../../products/import-seed-set';
import { readSeedSetFolder } from '../../products/read-seed-set-folder';
import { submitRequest } from '../../requests/submit-request';
import { clusterConnections } from '../../sandboxes/cluster/cluster-connections';
import { getResetImpact } from '../../sandboxes/reset/get-reset-impact';
import { resetSandbox } from '../../sandboxes/reset/reset-sandbox';
import { copyInUse } from '../../testing/copies';
import { asSuperuser, clusterSuperuserUrl, useControlDatabase } from '../../testing/database';
import { useMovedClock } from '../../testing/moved-clock';
import { connectProduction, useProduction } from '../../testing/production';
import { workOff } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { getActivity } from '../get-activity';
import { sampleActivity } from './sample-activity';

/** What counts as use of a real sandbox, and what does not. The control database's clock is moved, a sample apart. */
useControlDatabase();
useProduction();
let world: World;
let clock: Awaited<ReturnType<typeof useMovedClock>>;
let now = new Date();
let sandbox: { id: string; slug: string; key: string };

beforeAll(async () => {
  clock = await useMovedClock();
  world = await createWorld({ quota: null });
  await connectProduction(world);
  const { manifest, tables } = await readSeedSetFolder('demo/fabrica/seed-sets/onboarding');
  const input = { productSlug: 'fabrica', manifest: { ...manifest, version: 31 }, tables };
  await runOrThrow(importSeedSet, input, systemActor('test'));
  const content = { ...sampleContent(), tenantId: world.acme.tenantId };
  const { id: requestId } = await runOrThrow(submitRequest, content, world.customer);
  const { id, slug } = await db().sandbox.findUniqueOrThrow({ where: { requestId } });
  await workOff(id);
  const issued = await issueApiKey({ sandboxId: id, label: 'CI' }, world.customer);
  if (!issued.ok) throw new Error(issued.error.message);
  sandbox = { id, slug, key: issued.value.key };
});
afterAll(async () => {
  await closeSandboxPools();
  const left = await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } });
  for (const { name } of left) await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

/** Goes on by a sampler's interval, and looks. */
async function sample(minutes = 5) {
  now = new Date(now.getTime() + minutes * 60_000);
  await clock.moveTo(now);
  await sampleActivity(clusterConnections());
  const activity = await db().sandboxActivity.findUniqueOrThrow({ where: { sandboxId: sandbox.id } });
  return { ...activity, blindMs: Number(activity.blindMs) };
}

type Counted = { sessions: number; activeMs: number; tuples: number };
async function counters(): Promise<Counted> {
  const [row] = await asSuperuser<Counted>(
    `SELECT sessions::int, active_time::float8 AS "activeMs", (tup_inserted + tup_updated + tup_deleted)::int AS tuples
       FROM pg_stat_database WHERE datname = $1`,
    [await database()],
  );
  if (!row) throw new Error('there is no such database');
  return row;
}
const database = async () => (await copyInUse(sandbox.id)).database ?? '';

/** Somebody in the sandbox's database, under its own role. */
async function inside<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { role } = await copyInUse(sandbox.id);
  const url = new URL(clusterSuperuserUrl());
  url.pathname = `/${await database()}`;
  url.username = role ?? '';
  url.password = deriveRolePassword(role ?? '');
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The server's figures, once those of every session that ended have arrived: nothing moves for a second. */
async function atRest(): Promise<Counted> {
  let before = await counters();
  for (let tries = 0; tries < 30; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const now = await counters();
    if (now.sessions === before.sessions && now.activeMs === before.activeMs) return now;
    before = now;
  }
  return before;
}

/** Until the server's figures of a session that ended have arrived. */
async function settled(isThere: (counted: Counted) => boolean): Promise<Counted> {
  for (let tries = 0; ; tries += 1) {
    const counted = await counters();
    if (isThere(counted) || tries > 100) return counted;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

beforeEach(async () => {
  now = new Date(Math.max(now.getTime(), Date.now()));
  await sample();
});

describe('what does not count', () => {
  test('its build: the load, VACUUM, the equality, the smoke test', async () => {
    const { readyAt } = await db().sandbox.findUniqueOrThrow({ where: { id: sandbox.id } });
    expect((await counters()).sessions).toBeGreaterThan(1);
    const none = { callsAt: null, queriesAt: null, writesAt: null, lastSignal: null };
    expect(await sample()).toMatchObject({ ...none, lastSeenAt: readyAt });
  });

  test('a sampler that looks twenty times opens no session in any sandbox', async () => {
    const [before, seen] = [await atRest(), await sample()];
    for (let n = 0; n < 20; n += 1) await sample();
    const after = await sample();
    // Rows may move by the server's own ANALYZE; a session of ours would be counted.
    expect((await atRest()).sessions).toBe(before.sessions);
    expect(after.lastSeenAt).toEqual(seen.lastSeenAt);
  });

  test('our pages that look into it: their sessions are in the counters, and taken off', async () => {
    const [before, seen] = [await counters(), await sample()];
    for (let n = 0; n < 3; n += 1) await ask(getResetImpact, { sandboxId: sandbox.id }, world.customer);
    const after = await settled(({ sessions }) => sessions >= before.sessions + 3);
    expect(after.sessions).toBe(before.sessions + 3);
    expect(after.activeMs).toBeGreaterThan(before.activeMs);
    expect((await sample()).lastSeenAt).toEqual(seen.lastSeenAt);
    expect(await db().ownSession.count()).toBe(0);
  });

  test('the pings of a connection that is held', async () => {
    const [before, seen] = [await counters(), await sample()];
    await inside(async (client) => {
      for (let n = 0; n < 10; n += 1) await client.query('SELECT 1');
    });
    await settled(({ sessions }) => sessions > before.sessions);
    expect((await sample()).lastSeenAt).toEqual(seen.lastSeenAt);
  });
});

describe('what counts', () => {
  test('statements of others', async () => {
    const seen = await sample();
    const before = await counters();
    await inside((client) => client.query('SELECT pg_sleep(0.2)'));
    await settled(({ sessions }) => sessions > before.sessions);
    const after = await sample();
    expect(after.lastSeenAt.getTime()).toBeGreaterThan(seen.lastSeenAt.getTime());
    expect(after).toMatchObject({ lastSignal: 'queries', queriesAt: after.lastSeenAt, writesAt: null });
  });

  test('one call by its key', async () => {
    await sample();
    const answer = await call(sandbox, 'GET', 'records/parts?limit=1');
    expect(answer.status).toBe(200);
    const after = await sample();
    expect(after.callsAt).not.toBeNull();
    expect(after.callsAt && now.getTime() - after.callsAt.getTime()).toBeLessThan(6 * 60_000);
    const { days } = await ask(getActivity, { sandboxId: sandbox.id }, world.customer);
    expect(days.at(-1)?.signals).toContain('calls');
  });

  test('a row that somebody wrote', async () => {
    const before = await counters();
    await inside((client) => client.query(`UPDATE "app"."parts" SET name = name WHERE number IS NOT NULL`));
    await settled(({ tuples }) => tuples > before.tuples);
    const seen = await sample();
    expect(seen).toMatchObject({ lastSeenAt: seen.readAt, writesAt: seen.readAt });
  });
});

test('counters that somebody resets make the time blind, and move nothing back', async () => {
  const seen = await sample();
  await asSuperuser('SELECT pg_stat_reset()', [], await database());
  const after = await sample();
  const betweenMs = (after.readAt?.getTime() ?? 0) - (seen.readAt?.getTime() ?? 0);
  expect(betweenMs).toBeGreaterThan(4 * 60_000);
  expect(Math.abs(after.blindMs - seen.blindMs - betweenMs)).toBeLessThan(10);
  expect(after.lastSeenAt).toEqual(seen.lastSeenAt);
  expect((await sample()).blindMs).toBe(after.blindMs);
});

test('days without the cluster make nobody dormant: counters add up, keys count meanwhile', async () => {
  const seen = await sample();
  now = daysAfter(now, 3);
  await clock.moveTo(now);
  await sampleActivity({ clusterUrl: 'postgres://127.0.0.1:9/none' });
  const blind = await db().sandboxActivity.findUniqueOrThrow({ where: { sandboxId: sandbox.id } });
  expect(blind.readAt).toEqual(seen.readAt);
  expect((await ask(getActivity, { sandboxId: sandbox.id }, world.customer)).isRead).toBe(false);
  const after = await sample();
  expect(after.readAt?.getTime()).toBeGreaterThanOrEqual(now.getTime());
  expect(after.blindMs).toBe(seen.blindMs);
});

test('a reset counts as an act of whoever asked, its copy is watched from its first moment, and nothing moves back', async () => {
  const seen = await sample();
  await runOrThrow(resetSandbox, { sandboxId: sandbox.id, typedName: sandbox.slug }, world.customer);
  await workOff(sandbox.id);
  const after = await sample();
  expect(after.lastSignal).toBe('acts');
  expect(after.lastSeenAt.getTime()).toBeGreaterThanOrEqual(seen.lastSeenAt.getTime());
  expect((await sample()).lastSeenAt).toEqual(after.lastSeenAt);
});

test('a stale sampler changes nothing that a later one wrote', async () => {
  const seen = await sample(10);
  await clock.moveTo(new Date(now.getTime() - 60_000));
  expect(await sampleActivity(clusterConnections())).toEqual({ looked: 0, used: 0 });
  await clock.moveTo(now);
  const after = await db().sandboxActivity.findUniqueOrThrow({ where: { sandboxId: sandbox.id } });
  expect(after.readAt).toEqual(seen.readAt);
});
