import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { deriveRolePassword } from '../../credentials/derive-role-password';
import { issueApiKey } from '../../credentials/issue-api-key';
import { db } from '../../db/client';
import { call } from '../../gateway/sandbox.fixture';
import { closeSandboxPools } from '../../gateway/sandbox-pool/sandbox-pools';
import { reconcileCluster } from '../../sandboxes/cluster/reconcile-cluster';
import { activateCopy } from '../../sandboxes/copies/decide/activate-copy';
import { discardCopy } from '../../sandboxes/copies/decide/discard-copy';
import { getCopyImpact } from '../../sandboxes/copies/decide/get-copy-impact';
import { rebuildCopy } from '../../sandboxes/copies/decide/rebuild-copy';
import { rollBackCopy } from '../../sandboxes/copies/decide/roll-back-copy';
import { getCopies } from '../../sandboxes/copies/get-copies';
import { expireCopy } from '../../sandboxes/copies/settle/expire-copy';
import { getImpact } from '../../sandboxes/impact/get-impact';
import { cancelOperation } from '../../sandboxes/operations/cancel-operation';
import { decideColumns } from '../../scrub-plans/decide/decide-columns';
import { getPlan } from '../../scrub-plans/get-plan';
import { asSuperuser, clusterSuperuserUrl, useControlDatabase, withDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { signRefresh } from '../../testing/signed-refreshes';
import { checkLatest, decideOpen, readSource, signSnapshot } from '../../testing/signed-snapshots';
import { workOff, workOn } from '../../testing/work-on';
import { createWorld, type World } from '../../testing/world';
import { destroySandbox } from '../destroy/destroy-sandbox';
import { repeatBuild } from './repeat-build';

/**
 * The life of one snapshot of the demo's smallest tenant that is refreshed twice: each test goes on where the one before
 * it ended, since a build takes seconds.
 */
useControlDatabase();
const production = useProduction();
let world: World;
let sandbox: { slug: string; sandboxId: string; copyId: string; key: string };
let refresh: { copyId: string; operationId: string };
/** The request whose two builds were both handed over. */
let signedTwice: string;

beforeAll(async () => {
  world = await createWorld({ quota: 1 });
  await connectProduction(world);
  await readSource(world);
  await decideOpen(world);
  const { slug, sandboxId, copyId, operationId } = await signSnapshot(world);
  await workOn(operationId);
  const issued = await issueApiKey({ sandboxId, label: 'CI' }, world.customer);
  if (!issued.ok) throw new Error(issued.error.message);
  sandbox = { slug, sandboxId, copyId, key: issued.value.key };
});
afterAll(async () => {
  await closeSandboxPools();
  const left = await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } });
  for (const { name } of left) await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

let roleForLife = '';
const inProduction = (sql: string) => asSuperuser(sql, [], new URL(production.url()).pathname.slice(1));
const typed = (copyId: string) => ({ copyId, typedName: sandbox.slug });
const copy = (id: string) => db().sandboxCopy.findUniqueOrThrow({ where: { id } });

/** The codes of the locations, as a program with the customer's key reads them. */
async function locations(): Promise<unknown[]> {
  const answer = await call(sandbox, 'GET', 'records/locations?limit=100');
  expect(answer.status).toBe(200);
  const { data } = answer.json as { data: { name: unknown; code: unknown }[] };
  return data.map(({ code }) => code).sort();
}

async function mailsOf(copyId: string): Promise<string[]> {
  const { database } = await copy(copyId);
  const rows = await asSuperuser<{ email: string }>('SELECT email::text FROM app.users', [], database ?? '');
  return rows.map(({ email }) => email);
}

const onCluster = (id: string) =>
  asSuperuser<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE $1
     UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE $2`,
    [`sb\\_${id}%`, `sb_\\_${id}%`],
  );

const drifts = async () => {
  const found = await reconcileCluster();
  const { copies } = await db().sandbox.findUniqueOrThrow({
    where: { id: sandbox.sandboxId },
    select: { copies: { select: { id: true } } },
  });
  return found.filter((each) => copies.some(({ id }) => id === each.copyId));
};

test('the copy in use answers while another is built beside it', async () => {
  await call(sandbox, 'POST', 'records/locations', { body: { code: 'WRITTEN-HERE', name: 'Tried out' } });
  expect(await locations()).toContain('WRITTEN-HERE');
  await inProduction(`INSERT INTO cascade.locations (code, name) VALUES ('H-99', 'Hall 99')`);
  const signed = await signRefresh(world, sandbox.sandboxId);
  expect(signed.review.plan?.lastSigned?.differences).toEqual([]);
  refresh = signed;
  const holder = new pg.Client({ connectionString: production.url() });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE cascade.parts IN ACCESS EXCLUSIVE MODE');
  const building = workOn(refresh.operationId);
  await expect
    .poll(() => db().operationStep.count({ where: { operationId: refresh.operationId } }), {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  expect(await locations()).toContain('WRITTEN-HERE');
  expect((await copy(refresh.copyId)).state).toBe('building');
  await holder.query('ROLLBACK');
  await holder.end();
  for (let again = await building; again !== null; ) again = await workOn(refresh.operationId);
  const { failureMessage } = await db().operation.findUniqueOrThrow({ where: { id: refresh.operationId } });
  expect(failureMessage).toBeNull();
  expect((await copy(refresh.copyId)).state).toBe('waiting');
  expect(await locations()).not.toContain('H-99');
  expect(await drifts()).toEqual([]);
});

test('the pseudonyms of the two copies share nothing', async () => {
  const [before, after] = [await mailsOf(sandbox.copyId), await mailsOf(refresh.copyId)];
  expect(before.length).toBe(after.length);
  expect(before.length).toBeGreaterThan(10);
  expect(before.filter((mail) => after.includes(mail))).toEqual([]);
});

test('people see what activating changes: rows of both, rows written since, and whom it meets', async () => {
  const impact = await ask(getCopyImpact, { copyId: refresh.copyId }, world.customer);
  const row = impact.tables.find(({ table }) => table === 'locations');
  expect(row).toMatchObject({ current: 9, other: 9, isExact: true });
  await expect
    .poll(async () => (await ask(getCopyImpact, { copyId: refresh.copyId }, world.customer)).written, {
      timeout: 30_000,
    })
    .toBe(1);
  expect(impact.keys).toMatchObject([{ label: 'CI', createdBy: world.customer.name, isUsedLately: true }]);
  expect(impact).toMatchObject({ people: 1, peopleSeenLately: 0, inFlight: [] });
  const others = await ask(getImpact, { sandboxId: sandbox.sandboxId }, world.customer);
  expect(others.inFlight).toEqual(['a refreshed copy that waits to be activated']);
  await expect(ask(getCopyImpact, { copyId: refresh.copyId }, world.neighbour)).rejects.toMatchObject({
    code: 'not_found',
  });
  const { copies } = await ask(getCopies, { sandboxId: sandbox.sandboxId }, world.customer);
  expect(copies.map(({ state }) => state)).toEqual(['waiting', 'active']);
});

test('after activating, the next call under the same address and key reads the refreshed rows', async () => {
  expect(await run(activateCopy, typed(refresh.copyId), world.customer)).toMatchObject({ ok: true });
  const codes = await locations();
  expect(codes).not.toContain('WRITTEN-HERE');
  roleForLife = (await copy(sandbox.copyId)).role ?? '';
  expect((await copy(refresh.copyId)).role).toBe(roleForLife);
  expect(codes).toHaveLength(9);
  await workOff(sandbox.sandboxId);
  const former = await copy(sandbox.copyId);
  expect(former.sealedAt).not.toBeNull();
  await expect(enter(former)).rejects.toThrow(/not currently accepting connections/);
  expect(await locations()).toEqual(codes);
  expect(await drifts()).toEqual([]);
});

async function enter({ database, role }: { database: string | null; role: string | null }): Promise<void> {
  const url = new URL(withDatabase(clusterSuperuserUrl(), database ?? ''));
  url.username = role ?? '';
  url.password = deriveRolePassword(role ?? '');
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.end();
}

test('a roll back returns the former rows, what was written in them included, and is undone likewise', async () => {
  expect(await run(rollBackCopy, typed(sandbox.copyId), world.customer)).toMatchObject({ ok: true });
  await workOff(sandbox.sandboxId);
  expect(await locations()).toContain('WRITTEN-HERE');
  await workOff(sandbox.sandboxId);
  await expect(enter(await copy(refresh.copyId))).rejects.toThrow(/not currently accepting connections/);
  expect(await run(rollBackCopy, typed(refresh.copyId), world.customer)).toMatchObject({ ok: true });
  await workOff(sandbox.sandboxId);
  expect(await locations()).not.toContain('WRITTEN-HERE');
  await workOff(sandbox.sandboxId);
  expect(await drifts()).toEqual([]);
});

test('what was kept is dropped when its days are over, and nothing of it is left', async () => {
  const past = { keptUntil: new Date(0) };
  await db().sandboxCopy.update({ where: { id: sandbox.copyId }, data: past });
  await runOrThrow(expireCopy, { copyId: sandbox.copyId }, systemActor('policy'));
  await workOff(sandbox.sandboxId);
  expect(await copy(sandbox.copyId)).toMatchObject({ state: 'dropped', dropReason: 'kept_long_enough' });
  // The role that it brought is the sandbox's for its life; nothing else of it is left.
  expect(await onCluster(sandbox.copyId)).toEqual([{ name: roleForLife }]);
  const baseline = await db().baseline.findUniqueOrThrow({ where: { copyId: sandbox.copyId } });
  expect(baseline.droppedAt).not.toBeNull();
  expect(await locations()).toHaveLength(9);
  expect(await drifts()).toEqual([]);
});

test('a refresh that is cancelled while it runs leaves nothing, and can be built again and discarded', async () => {
  const second = await signRefresh(world, sandbox.sandboxId);
  const holder = new pg.Client({ connectionString: production.url() });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE cascade.parts IN ACCESS EXCLUSIVE MODE');
  const building = workOn(second.operationId);
  await expect
    .poll(() => db().operationStep.count({ where: { operationId: second.operationId } }), { timeout: 30_000 })
    .toBeGreaterThan(0);
  await runOrThrow(cancelOperation, { operationId: second.operationId }, world.customer);
  await holder.query('ROLLBACK');
  await holder.end();
  for (let again = await building; again !== null; ) again = await workOn(second.operationId);
  expect((await copy(second.copyId)).state).toBe('cancelled');
  expect(await onCluster(second.copyId)).toEqual([]);
  expect(await locations()).toHaveLength(9);

  await runOrThrow(rebuildCopy, { copyId: second.copyId }, world.customer);
  await workOff(sandbox.sandboxId);
  const built = await db().sandboxCopy.findFirstOrThrow({
    where: { sandboxId: sandbox.sandboxId, state: 'waiting' },
  });
  await runOrThrow(discardCopy, typed(built.id), world.customer);
  await workOff(sandbox.sandboxId);
  expect((await copy(built.id)).state).toBe('dropped');
  expect(await onCluster(built.id)).toEqual([]);
  expect(await drifts()).toEqual([]);
});

test('a refresh that fails leaves the copy in use as it was and nothing of its own', async () => {
  const third = await signRefresh(world, sandbox.sandboxId);
  await inProduction('ALTER TABLE cascade.users ADD COLUMN maiden_name text');
  await workOn(third.operationId);
  await inProduction('ALTER TABLE cascade.users DROP COLUMN maiden_name');
  expect((await copy(third.copyId)).state).toBe('failed');
  const { failureCode } = await db().operation.findUniqueOrThrow({ where: { id: third.operationId } });
  expect(failureCode).toBe('plan_refused');
  expect(await onCluster(third.copyId)).toEqual([]);
  expect(await locations()).toHaveLength(9);
});

test('signed for two builds, it is built a second time without asking, and a third time not', async () => {
  const asked = { sandboxId: sandbox.sandboxId };
  expect(await run(repeatBuild, asked, world.customer)).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/ask for a refresh/) },
  });
  const signed = await signRefresh(world, sandbox.sandboxId, 2);
  signedTwice = signed.requestId;
  await workOn(signed.operationId);
  await runOrThrow(discardCopy, typed(signed.copyId), world.customer);
  await workOff(sandbox.sandboxId);
  const offered = await ask(getCopies, asked, world.customer);
  expect(offered.repeatable).toMatchObject({ requestId: signed.requestId, buildsLeft: 1 });
  expect(await run(repeatBuild, asked, world.neighbour)).toMatchObject({ error: { code: 'not_found' } });
  const both = await Promise.all([1, 2].map(() => run(repeatBuild, asked, world.customer)));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  await workOff(sandbox.sandboxId);
  const again = await db().sandboxCopy.findFirstOrThrow({ where: { ...asked, state: 'waiting' } });
  expect(again.requestId).toBe(signed.requestId);
  expect(await db().certificate.count({ where: { copyId: again.id, passed: true } })).toBe(1);
  const signers = await db().signature.findMany({ where: { requestId: signed.requestId } });
  for (const { signedById: personId } of signers)
    expect(
      await db().notice.count({ where: { personId, subject: { contains: 'another build under your' } } }),
    ).toBe(1);
  await runOrThrow(discardCopy, typed(again.id), world.customer);
  await workOff(sandbox.sandboxId);
  expect(await run(repeatBuild, asked, world.customer)).toMatchObject({ ok: false });
  expect((await ask(getCopies, asked, world.customer)).repeatable).toBeNull();
  expect(await drifts()).toEqual([]);
});

test('builds that are left end with a change of the plan', async () => {
  const asked = { sandboxId: sandbox.sandboxId };
  const signed = await signRefresh(world, sandbox.sandboxId, 2);
  await workOn(signed.operationId);
  await runOrThrow(discardCopy, typed(signed.copyId), world.customer);
  await workOff(sandbox.sandboxId);
  expect((await ask(getCopies, asked, world.customer)).repeatable).not.toBeNull();
  const { plan } = await ask(getPlan, { tenantId: world.acme.tenantId }, world.compliance);
  const decision = {
    tenantId: world.acme.tenantId,
    version: plan?.version ?? 0,
    columns: [{ table: 'cascade.users', column: 'email' }],
    class: 'direct.mail' as const,
    mask: { name: 'mail' },
    reason: 'Said more exactly.',
  };
  await runOrThrow(decideColumns, decision, world.compliance);
  expect((await ask(getCopies, asked, world.customer)).repeatable).toBeNull();
  expect(await run(repeatBuild, asked, world.customer)).toMatchObject({ error: { code: 'state_conflict' } });
  const voided = await db().signature.findMany({ where: { requestId: signed.requestId } });
  expect(voided.every(({ voidReason }) => voidReason?.startsWith('The plan was changed'))).toBe(true);
  const spent = await db().signature.findMany({ where: { requestId: signedTwice, voidedAt: { not: null } } });
  expect(spent).toEqual([]);
  expect(await checkLatest(world)).toEqual([]);
});

test('destroying removes every copy that is left', async () => {
  const fourth = await signRefresh(world, sandbox.sandboxId);
  await workOn(fourth.operationId);
  await runOrThrow(activateCopy, typed(fourth.copyId), world.customer);
  const target = { sandboxId: sandbox.sandboxId, typedName: sandbox.slug };
  await runOrThrow(destroySandbox, target, world.compliance);
  await workOff(sandbox.sandboxId);
  const baselines = await db().baseline.findMany({ where: { sandboxId: sandbox.sandboxId } });
  expect(baselines.length).toBeGreaterThan(3);
  expect(baselines.filter(({ releasedAt, droppedAt }) => !releasedAt || !droppedAt)).toEqual([]);
  for (const id of [sandbox.copyId, refresh.copyId, fourth.copyId]) expect(await onCluster(id)).toEqual([]);
  const states = await db().sandboxCopy.groupBy({ by: ['state'], where: { sandboxId: sandbox.sandboxId } });
  expect(states.map(({ state }) => state).sort()).toEqual(['cancelled', 'dropped', 'failed']);
  expect(await drifts()).toEqual([]);
});
