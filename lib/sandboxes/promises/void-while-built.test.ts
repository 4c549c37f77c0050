import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { disablePerson } from '../../people/disable-person';
import { scrubPlan } from '../../plan-format/scrub-plan';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { seededRandom } from '../../testing/faults/random';
import { createPlanVersion } from '../../testing/plans';
import { connectProduction, provisioner, useProduction } from '../../testing/production';
import { signRefresh } from '../../testing/signed-refreshes';
import { checkLatest, signSnapshot } from '../../testing/signed-snapshots';
import { seedOf, sizeOf } from '../../testing/sizes';
import { workOn } from '../../testing/work-on';
import { createWorld, type World } from '../../testing/world';
import { type Built, voids } from '../build/voids.fixture';
import { clusterLedger } from '../cluster/cluster-ledger';
import { expectWholeOrAbsent, prepareSnapshots } from './builds.fixture';

/**
 * Real builds that are held open by a lock on one table of production, while what they stand on goes away: the whole way,
 * from the lock to an empty cluster, for every pair of what takes the ground away and what is built. `npm test` runs some
 * of them; the same pairs, as commands, stand in build/hand-over.test.ts.
 */
useControlDatabase();
const production = useProduction();
let first: World;
let lyingBefore: string[];

beforeAll(async () => {
  ({ world: first, lyingBefore } = await prepareSnapshots());
});
afterAll(async () => {
  for (const { name } of await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } }))
    await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

async function workOff(operationId: string): Promise<void> {
  for (let again = await workOn(operationId); again !== null; ) again = await workOn(operationId);
}

/** Begins a build, waits until it waits for a table of production, does something meanwhile, and lets it go on. */
async function whileHeld(operationId: string, meanwhile: () => Promise<unknown>): Promise<void> {
  const holder = new pg.Client({ connectionString: production.url() });
  await holder.connect();
  try {
    await holder.query('BEGIN; LOCK TABLE cascade.parts IN ACCESS EXCLUSIVE MODE');
    const building = workOff(operationId);
    const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'cascade.parts'::regclass`;
    await expect
      .poll(async () => (await holder.query(waiting)).rowCount, { timeout: 120_000, interval: 50 })
      .toBeGreaterThan(0);
    await meanwhile();
    await holder.query('ROLLBACK');
    await building;
  } finally {
    await holder.end();
  }
}

/** A house of its own whose customer's source is production as it was read and decided for the first one. */
async function anotherHouse(): Promise<World> {
  const world = await createWorld({ quota: null });
  const { id } = await db().product.findUniqueOrThrow({ where: { slug: 'fabrica' } });
  await db().product.update({ where: { id }, data: { slug: `fabrica-${id}` } });
  await connectProduction(world);
  const latest = await db().scrubPlanVersion.findFirstOrThrow({
    where: { tenantId: first.acme.tenantId },
    orderBy: { version: 'desc' },
  });
  await createPlanVersion(world.acme.tenantId, 1, scrubPlan.parse(latest.document));
  await checkLatest(world);
  return world;
}

/** A signed build of that kind that waits for a worker, with what people see of it. */
async function signedBuild(kind: Kind, world: World) {
  const built = await signSnapshot(world);
  const { tenantId } = world.acme;
  if (kind === 'first build') return { ...built, tenantId };
  await workOff(built.operationId);
  return { ...built, tenantId, ...(await signRefresh(world, built.sandboxId)) };
}

const sandboxOf = ({ sandboxId: id }: Built) => db().sandbox.findUniqueOrThrow({ where: { id } });

/** Whoever asked, support and compliance are told once each that nothing was handed over, and why. */
async function expectTold(world: World, { requestId, slug, operationId }: Signed, ground: Ground) {
  const operation = await db().operation.findUniqueOrThrow({ where: { id: operationId } });
  expect(operation).toMatchObject({ state: 'failed', failureCode: ground.code });
  expect(operation.failureMessage).toMatch(ground.words);
  const where = { href: { in: [`/requests/${requestId}`, `/s/${slug}`] } };
  for (const { id, role } of [world.customer, world.support]) {
    const notices = await db().notice.findMany({ where: { ...where, personId: id } });
    const failed = notices.filter(({ text }) => text.includes(operation.failureMessage ?? '-'));
    expect(failed, role).toHaveLength(1);
  }
  const compliance = { ...where, person: { role: 'compliance' as const, disabledAt: null } };
  expect(
    await db().notice.count({
      where: { ...compliance, text: { contains: operation.failureMessage ?? '-' } },
    }),
  ).toBeGreaterThan(0);
}

type Signed = Awaited<ReturnType<typeof signedBuild>>;
type Ground = (typeof voids)[string];

const kinds = ['first build', 'refresh'] as const;
type Kind = (typeof kinds)[number];

const random = seededRandom(seedOf(11));
const pairs = kinds
  .flatMap((kind) => Object.entries(voids).map(([what, ground]) => ({ kind, what, ground, at: random() })))
  .sort((left, right) => left.at - right.at)
  .slice(0, sizeOf('void-while-built'));

test.each(pairs)(
  '$what while a $kind is held: nothing is handed over, and nothing is left',
  async (pair) => {
    const { kind, ground } = pair;
    const world = await anotherHouse();
    const signed = await signedBuild(kind, world);
    const before = await sandboxOf(signed);
    await whileHeld(signed.operationId, () => ground.send(world, signed));
    await expectTold(world, signed, ground);
    const after = await sandboxOf(signed);
    if (kind === 'refresh') expect(after).toEqual(before);
    else expect(after).toMatchObject({ state: 'failed', activeCopyId: null });
    const copy = await db().sandboxCopy.findUnique({ where: { id: signed.copyId } });
    expect(copy).toMatchObject({ state: 'failed', database: null, readyAt: null });
    expect(await clusterLedger.list(signed.copyId)).toEqual([]);
    await expectWholeOrAbsent(lyingBefore);
  },
  600_000,
);

test('a worker dies and the signer is disabled: the next attempt builds nothing and removes what is left', async () => {
  const world = await anotherHouse();
  const { copyId, operationId } = await signSnapshot(world);
  const object = { kind: 'database' as const, name: `sb_${copyId}_1`, copyId, attempt: 1 };
  await clusterLedger.intend(object);
  await asSuperuser(`CREATE DATABASE "${object.name}" OWNER "${provisioner.name}"`);
  const lease = { state: 'running', attempt: 1, leaseUntil: new Date(0) } as const;
  await db().operation.update({ where: { id: operationId }, data: lease });
  await runOrThrow(disablePerson, { personId: world.compliance.id, reason: 'Left.' }, world.admin);
  await workOff(operationId);
  const operation = await db().operation.findUniqueOrThrow({ where: { id: operationId } });
  expect(operation).toMatchObject({ state: 'failed', attempt: 2, failureCode: 'not_signed' });
  expect(operation.failureMessage).toContain('account is disabled');
  expect(await clusterLedger.list(copyId)).toEqual([]);
  await expectWholeOrAbsent(lyingBefore);
}, 600_000);
