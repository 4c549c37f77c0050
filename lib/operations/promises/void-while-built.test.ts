import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { disablePerson } from '../../people/disable-person';
import { decideColumns } from '../../scrub-plans/decide/decide-columns';
import { undoVersion } from '../../scrub-plans/decide/undo-version';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { provisioner, useProduction } from '../../testing/production';
import { signRefresh } from '../../testing/signed-refreshes';
import { checkLatest, signSnapshot } from '../../testing/signed-snapshots';
import type { World } from '../../testing/world';
import { clusterLedger } from '../cluster-ledger';
import { runOperation } from '../run-operation';
import { expectWholeOrAbsent, prepareSnapshots } from './builds.fixture';

/**
 * Real builds that are held open by a lock on one table of production, while what they stand on goes away. Every pair of
 * the two stands in build/hand-over.test.ts; here it is the whole way, from the lock to an empty cluster.
 */
useControlDatabase();
const production = useProduction();
let world: World;
let lyingBefore: string[];

beforeAll(async () => {
  ({ world, lyingBefore } = await prepareSnapshots());
});
afterAll(async () => {
  for (const { name } of await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } }))
    await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

const work = (id: string) => runOperation(id, { workerId: 'worker-a', signal: new AbortController().signal });
async function workOff(operationId: string): Promise<void> {
  for (let again = await work(operationId); again !== null; ) again = await work(operationId);
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

const source = () => ({ tenantId: world.acme.tenantId });
const latestVersion = async () =>
  (await db().scrubPlanVersion.findFirstOrThrow({ where: source(), orderBy: { version: 'desc' } })).version;

/** Support sees that a column must not leave. */
async function decideOtherwise(): Promise<void> {
  const columns = [{ table: 'cascade.locations', column: 'name' }];
  const decision = { class: 'direct.free_text' as const, mask: { name: 'constant', value: 'x' } };
  const input = { ...source(), version: await latestVersion(), columns, ...decision };
  await runOrThrow(decideColumns, { ...input, reason: 'It must not leave.' }, world.support);
}

/** Takes the last change back, so that the next snapshot can be signed. */
async function undo(): Promise<void> {
  const input = { ...source(), version: await latestVersion(), reason: 'Back again.' };
  await runOrThrow(undoVersion, input, world.support);
  await checkLatest(world);
}

async function expectTold(operationId: string, hrefs: string[], words: RegExp): Promise<void> {
  const operation = await db().operation.findUniqueOrThrow({ where: { id: operationId } });
  expect(operation).toMatchObject({ state: 'failed', failureCode: 'not_signed' });
  expect(operation.failureMessage).toMatch(words);
  expect(operation.failureRemedy).toContain('before compliance again');
  for (const { id, role } of [world.customer, world.support, world.compliance]) {
    const notices = await db().notice.findMany({ where: { personId: id, href: { in: hrefs } } });
    const failed = notices.filter(({ text }) => text.includes(operation.failureMessage ?? '-'));
    expect(failed, role).toHaveLength(1);
  }
}

test('the plan is changed while a first copy is built: it is not handed over, and nothing is left', async () => {
  const built = await signSnapshot(world);
  await whileHeld(built.operationId, decideOtherwise);
  await expectTold(
    built.operationId,
    [`/requests/${built.requestId}`, `/s/${built.slug}`],
    /plan was changed/,
  );
  const { state } = await db().sandbox.findUniqueOrThrow({ where: { id: built.sandboxId } });
  expect(state).toBe('failed');
  const [notice] = await db().notice.findMany({
    where: { personId: world.compliance.id, subject: { contains: 'the signature is void' } },
  });
  expect(notice?.text).toContain('hands nothing over and leaves nothing');
  await expectWholeOrAbsent(lyingBefore);
  await undo();
}, 600_000);

test('the plan is changed while a refresh is built: the sandbox goes on, and nothing of the copy is left', async () => {
  const first = await signSnapshot(world);
  await workOff(first.operationId);
  const before = await db().sandbox.findUniqueOrThrow({ where: { id: first.sandboxId } });
  expect(before.state).toBe('ready');
  const refresh = await signRefresh(world, first.sandboxId);
  await whileHeld(refresh.operationId, decideOtherwise);
  await expectTold(
    refresh.operationId,
    [`/requests/${refresh.requestId}`, `/s/${first.slug}`],
    /plan was changed/,
  );
  const { state, database } = await db().sandboxCopy.findUniqueOrThrow({ where: { id: refresh.copyId } });
  expect({ state, database }).toEqual({ state: 'failed', database: null });
  expect(await db().sandbox.findUniqueOrThrow({ where: { id: first.sandboxId } })).toEqual(before);
  expect(await clusterLedger.list(refresh.copyId)).toEqual([]);
  const left = `SELECT datname FROM pg_database WHERE datname LIKE $1`;
  expect(await asSuperuser(left, [`%${refresh.copyId}%`])).toEqual([]);
  await expectWholeOrAbsent(lyingBefore);
  await undo();
}, 600_000);

test('a worker dies and the signer is disabled: the next attempt builds nothing and removes what is left', async () => {
  const { sandboxId, operationId } = await signSnapshot(world);
  const object = { kind: 'database' as const, name: `sb_${sandboxId}_1`, sandboxId, attempt: 1 };
  await clusterLedger.intend(object);
  await asSuperuser(`CREATE DATABASE "${object.name}" OWNER "${provisioner.name}"`);
  const lease = { state: 'running', attempt: 1, leaseUntil: new Date(0) } as const;
  await db().operation.update({ where: { id: operationId }, data: lease });
  await runOrThrow(disablePerson, { personId: world.compliance.id, reason: 'Left.' }, world.admin);
  await workOff(operationId);
  const operation = await db().operation.findUniqueOrThrow({ where: { id: operationId } });
  expect(operation).toMatchObject({ state: 'failed', attempt: 2, failureCode: 'not_signed' });
  expect(operation.failureMessage).toContain('account is disabled');
  expect(await clusterLedger.list(sandboxId)).toEqual([]);
  await expectWholeOrAbsent(lyingBefore);
}, 600_000);
