import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../access/actor';
import { ask } from '../command/query';
import { run, runOrThrow } from '../command/run';
import { db } from '../db/client';
import { scrubPlan } from '../plan-format/scrub-plan';
import { useControlDatabase } from '../testing/database';
import { createPlanVersion, createReading, createTenant, samplePlan } from '../testing/plans';
import { createWorld, type World } from '../testing/world';
import { checkPlan } from './check-plan.handler';
import { checkVersion } from './check-version';
import { importPlan } from './decide/import-plan';
import { undoVersion } from './decide/undo-version';
import { getPlan } from './get-plan';
import { classifySource } from './reading/classify-source.handler';
import { requestReading } from './reading/request-reading';
import { runReading } from './reading/run-reading';
import { storeProposal } from './reading/store-proposal';
import { requestCheck } from './request-check';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** A source whose product's production is connected to nothing: whatever asks it fails. */
const createSource = async () => (await createTenant(world)).id;
const view = (tenantId: string) => ask(getPlan, { tenantId }, world.compliance);
const versionOf = (tenantId: string, version: number) =>
  db().scrubPlanVersion.findUniqueOrThrow({ where: { tenantId_version: { tenantId, version } } });

describe('a check or a reading that fails', () => {
  test('a check says why, and can be asked for again', async () => {
    const tenantId = await createSource();
    const { id } = await createPlanVersion(tenantId);
    await checkVersion(id);
    expect((await view(tenantId)).plan).toMatchObject({ checkedAt: null });
    expect((await view(tenantId)).plan?.checkFailure).toMatch(/\w+.*\.$/);
    const jobs = () => db().$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM graphile_worker.jobs WHERE key = ${`check_plan:${id}`}`;
    for (let pressed = 0; pressed < 2; pressed += 1)
      await runOrThrow(requestCheck, { tenantId, version: 1 }, world.support);
    expect((await view(tenantId)).plan?.checkFailure).toBeNull();
    expect(await jobs()).toEqual([{ n: 1n }]);
    expect(await run(requestCheck, { tenantId, version: 2 }, world.support)).toMatchObject({
      error: { code: 'state_conflict' },
    });
  });

  test('a reading that fails by a fault of ours ends, and another one may begin', async () => {
    const tenantId = await createSource();
    const { productId } = await db().tenant.findUniqueOrThrow({ where: { id: tenantId } });
    await db().product.update({ where: { id: productId }, data: { definition: { nonsense: true } } });
    const { id } = await createReading(tenantId);
    await runReading(id);
    expect((await view(tenantId)).reading).toMatchObject({ state: 'failed' });
    expect((await view(tenantId)).reading?.failure).toContain('tell us this number');
    expect(await run(requestReading, { tenantId }, world.support)).toMatchObject({ ok: true });
  });

  test('work that a stopping worker breaks off is left to the next one', async () => {
    const tenantId = await createSource();
    const { id } = await createReading(tenantId);
    const stopping = new AbortController();
    stopping.abort('stopping');
    await expect(runReading(id, stopping.signal)).rejects.toThrow();
    expect((await view(tenantId)).reading).toMatchObject({ state: 'running' });
  });

  test('work in which each worker died is given up at its last delivery, and both may be asked for again', async () => {
    const tenantId = await createSource();
    const version = await createPlanVersion(tenantId);
    const reading = await createReading(tenantId);
    const context = { workerId: 'a worker', signal: new AbortController().signal, isLast: true };
    await checkPlan.deliver({ planVersionId: version.id }, context);
    await classifySource.deliver({ readingId: reading.id }, context);
    const shown = await view(tenantId);
    expect(shown.plan?.checkFailure).toMatch(/^Each worker that tried this ended/);
    expect(shown.reading).toMatchObject({
      state: 'failed',
      failure: expect.stringMatching(/^Each worker that tried this ended/),
    });
    expect(await run(requestCheck, { tenantId, version: 1 }, world.support)).toMatchObject({ ok: true });
    expect(await run(requestReading, { tenantId }, world.support)).toMatchObject({ ok: true });
  });

  test('a reading whose worker died is given up for another, and its late result refused', async () => {
    const tenantId = await createSource();
    const { id } = await createReading(tenantId);
    expect(await run(requestReading, { tenantId }, world.support)).toMatchObject({ ok: false });
    const [clock] = await db().$queryRaw<{ then: Date }[]>`SELECT now() - interval '36 minutes' AS then`;
    await db().reading.update({ where: { id }, data: { createdAt: clock?.then ?? new Date(0) } });
    expect((await view(tenantId)).reading).toMatchObject({ isStale: true });
    expect(await run(requestReading, { tenantId }, world.support)).toMatchObject({ ok: true });
    const late = { readingId: id, proposal: samplePlan() };
    expect(await run(storeProposal, late, systemActor('worker'))).toMatchObject({
      error: { code: 'state_conflict' },
    });
  });
});

describe('undo and import', () => {
  const undo = (tenantId: string, version: number) =>
    run(undoVersion, { tenantId, version, reason: 'It was a mistake.' }, world.support);

  test('undo goes back step by step, over what was undone, to the first version', async () => {
    const tenantId = await createSource();
    for (const version of [1, 2, 3])
      await createPlanVersion(tenantId, version, { ...samplePlan(), links: Array(version).fill(['a', 'b']) });
    const length = async (version: number) =>
      scrubPlan.parse((await versionOf(tenantId, version)).document).links.length;
    expect(await undo(tenantId, 3)).toMatchObject({ ok: true, value: { version: 4, restores: 2 } });
    expect(await undo(tenantId, 4)).toMatchObject({ ok: true, value: { version: 5, restores: 1 } });
    expect([await length(4), await length(5)]).toEqual([2, 1]);
    expect((await versionOf(tenantId, 5)).note).toContain('It was a mistake.');
    expect(await undo(tenantId, 5)).toMatchObject({ error: { code: 'state_conflict' } });
  });

  test('both ask for the reason, and an import for the version that it was made from', async () => {
    const tenantId = await createSource();
    await createPlanVersion(tenantId);
    const document = JSON.stringify(samplePlan());
    const missing = { ok: false, error: { code: 'invalid_input' } };
    expect(await run(undoVersion, { tenantId, version: 1 }, world.support)).toMatchObject(missing);
    expect(await run(importPlan, { tenantId, version: 1, document }, world.support)).toMatchObject(missing);
    expect(await run(importPlan, { tenantId, reason: 'So.', document }, world.support)).toMatchObject(
      missing,
    );
    const stale = { tenantId, version: 0, reason: 'So it is.', document };
    expect(await run(importPlan, stale, world.support)).toMatchObject({ error: { code: 'state_conflict' } });
  });

  test('whoever imports a change stands as who decided it, whomever the file names', async () => {
    const tenantId = await createSource();
    const plan = samplePlan();
    const users = plan.tables['cascade.users'];
    if (!users) throw new Error('the sample has users');
    users.columns.kept = { type: 'text', class: 'technical', mask: { name: 'keep' }, decidedBy: 'Ada' };
    await createPlanVersion(tenantId, 1, plan);
    users.columns.email = {
      type: 'text',
      class: 'direct.mail',
      mask: { name: 'mail' },
      decidedBy: 'The boss',
    };
    const document = JSON.stringify(plan);
    await runOrThrow(importPlan, { tenantId, version: 1, reason: 'By file.', document }, world.support);
    const stored = scrubPlan.parse((await versionOf(tenantId, 2)).document).tables['cascade.users']?.columns;
    expect(stored?.email?.decidedBy).toBe(world.support.name);
    expect(stored?.kept?.decidedBy).toBe('Ada');
    expect(stored?.id?.decidedBy).toBeUndefined();
  });
});
