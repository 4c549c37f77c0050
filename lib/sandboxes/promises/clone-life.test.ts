import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { clock } from '../../clock';
import { run, runOrThrow } from '../../command/run';
import { issueApiKey } from '../../credentials/issue-api-key';
import { db } from '../../db/client';
import { call } from '../../gateway/sandbox.fixture';
import { closeSandboxPools } from '../../gateway/sandbox-pool/sandbox-pools';
import { importSeedSet } from '../../products/import-seed-set';
import { readSeedSetFolder } from '../../products/read-seed-set-folder';
import { cloneSandbox } from '../../requests/clone/clone-sandbox';
import { destroySandbox } from '../../requests/destroy/destroy-sandbox';
import { submitRequest } from '../../requests/submit-request';
import { copyIdsOf, copyInUse } from '../../testing/copies';
import { asSuperuser, clusterSuperuserUrl, useControlDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { cloneOf } from '../../testing/resets';
import { tableSums } from '../../testing/table-sums';
import { workOff } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { openCloned } from '../clone/open-cloned';
import { reconcileCluster } from '../cluster/reconcile-cluster';
import { expectWhole } from '../copies/whole-sandbox.fixture';
import { resetSandbox } from '../reset/reset-sandbox';
import { suspendSandbox } from '../shut/suspend-sandbox';

/** A seeded sandbox and its clones on a real cluster: each test goes on where the one before it ended. */
useControlDatabase();
useProduction();
let world: World;
let source: Sandbox;
let delivered: Record<string, string>;
let clones: { delivered: Sandbox; now: Sandbox };

type Sandbox = { id: string; slug: string; key: string };

beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
  const { manifest, tables } = await readSeedSetFolder('demo/fabrica/seed-sets/onboarding');
  const input = { productSlug: 'fabrica', manifest: { ...manifest, version: 17 }, tables };
  await runOrThrow(importSeedSet, input, systemActor('test'));
  const content = { ...sampleContent(), tenantId: world.acme.tenantId };
  const { id: requestId } = await runOrThrow(submitRequest, content, world.customer);
  const { id } = await db().sandbox.findUniqueOrThrow({ where: { requestId } });
  source = await built(id);
  delivered = await sums(source);
});
afterAll(async () => {
  await closeSandboxPools();
  const left = await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } });
  for (const { name } of left) await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

/** A sandbox once it is built, with a key of its own. */
async function built(id: string): Promise<Sandbox> {
  await workOff(id);
  const { slug } = await db().sandbox.findUniqueOrThrow({ where: { id } });
  const issued = await issueApiKey({ sandboxId: id, label: 'CI' }, world.customer);
  if (!issued.ok) throw new Error(issued.error.message);
  return { id, slug, key: issued.value.key };
}

async function cloned(moment: 'delivered' | 'now'): Promise<Sandbox> {
  const asked = { ...cloneOf(source.id), moment };
  const { cloneId } = await runOrThrow(cloneSandbox, asked, world.customer);
  return built(cloneId ?? '');
}

const sums = async ({ id }: { id: string }) => tableSums((await copyInUse(id)).database ?? '');
const add = (sandbox: Sandbox, code: string) =>
  call(sandbox, 'POST', 'records/locations', { body: { code, name: 'Somewhere' } });
const list = (sandbox: Pick<Sandbox, 'slug' | 'key'>) => call(sandbox, 'GET', 'records/locations?limit=100');
const drifts = async (sandboxId: string) => {
  const ids = await copyIdsOf(sandboxId);
  return (await reconcileCluster()).filter(({ copyId }) => copyId && ids.includes(copyId));
};

test('a clone as delivered has the delivered rows, one as it is now the present ones, and the other goes on as it was', async () => {
  await add(source, 'BEFORE');
  const present = await sums(source);
  clones = { delivered: await cloned('delivered'), now: await cloned('now') };
  expect(await sums(clones.delivered)).toEqual(delivered);
  expect(await sums(clones.now)).toEqual(present);
  expect(await sums(source)).toEqual(present);
  for (const each of [source, clones.delivered, clones.now]) {
    expect((await list(each)).status).toBe(200);
    await expectWhole(each.id);
    expect(await drifts(each.id)).toEqual([]);
  }
  const roles = await Promise.all([source, clones.delivered, clones.now].map(({ id }) => copyInUse(id)));
  expect(new Set(roles.map(({ role }) => role)).size).toBe(3);
});

test('a key opens its own sandbox alone, and what is written in one is in none of the others', async () => {
  expect((await list({ slug: clones.now.slug, key: source.key })).status).toBe(401);
  expect((await list({ slug: source.slug, key: clones.now.key })).status).toBe(401);
  await add(clones.now, 'IN-CLONE');
  await add(source, 'IN-SOURCE');
  const texts = await Promise.all(
    [source, clones.now, clones.delivered].map(async (each) => JSON.stringify((await list(each)).json)),
  );
  expect(texts.map((text) => [text.includes('IN-CLONE'), text.includes('IN-SOURCE')])).toEqual([
    [false, true],
    [true, false],
    [false, false],
  ]);
});

test('a clone is reset to what it was cloned as', async () => {
  const asked = { sandboxId: clones.now.id, typedName: clones.now.slug };
  await runOrThrow(resetSandbox, asked, world.customer);
  await workOff(clones.now.id);
  const text = JSON.stringify((await list(clones.now)).json);
  expect([text.includes('BEFORE'), text.includes('IN-CLONE')]).toEqual([true, false]);
  await expectWhole(clones.now.id);
});

test('the one and its clones are destroyed in any order, each with its certificate, and the others go on', async () => {
  for (const gone of [clones.delivered, source]) {
    await runOrThrow(destroySandbox, { sandboxId: gone.id, typedName: gone.slug }, world.customer);
    await workOff(gone.id);
    const { state, destruction } = await db().sandbox.findUniqueOrThrow({
      where: { id: gone.id },
      select: { state: true, destruction: { select: { id: true } } },
    });
    expect([state, destruction !== null]).toEqual(['destroyed', true]);
    expect((await list(clones.now)).status).toBe(200);
    expect((await add(clones.now, `AFTER-${gone.slug.slice(-4)}`)).status).toBe(201);
  }
  expect(await drifts(clones.now.id)).toEqual([]);
});

const isOpen = async (database: string | null) => {
  const [row] = await asSuperuser<{ open: boolean }>(
    'SELECT datallowconn AS open FROM pg_database WHERE datname = $1',
    [database],
  );
  return row?.open;
};

/** Long enough for an opening to come to what holds it up. */
const heldMs = 1_000;

test('a copy that is given up while it is being opened ends closed', async () => {
  const { id, database } = await copyInUse(clones.now.id);
  await asSuperuser(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
  const holder = new pg.Client({ connectionString: clusterSuperuserUrl() });
  await holder.connect();
  try {
    await holder.query('BEGIN; LOCK TABLE pg_catalog.pg_authid IN SHARE MODE');
    const opening = openCloned(clones.now.id);
    await clock.sleep(heldMs);
    await db().sandboxCopy.update({ where: { id }, data: { state: 'dropping' } });
    await holder.query('COMMIT');
    await opening;
    expect(await isOpen(database)).toBe(false);
  } finally {
    await holder.end();
    await db().sandboxCopy.update({ where: { id }, data: { state: 'active' } });
  }
});

test('what was cloned is opened again, and stays closed where it was shut meanwhile', async () => {
  source = clones.now;
  const { database } = await copyInUse(source.id);
  await asSuperuser(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
  expect(await drifts(source.id)).toMatchObject([{ kind: 'closed_database', name: database }]);
  await openCloned(source.id);
  expect(await isOpen(database)).toBe(true);
  expect(await drifts(source.id)).toEqual([]);
  const why = { sandboxId: source.id, reason: 'To look at it.' };
  expect(await run(suspendSandbox, why, world.customer)).toMatchObject({ ok: true });
  await workOff(source.id);
  await openCloned(source.id);
  expect(await isOpen(database)).toBe(false);
});
