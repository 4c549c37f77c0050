import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { getReview } from '../../reviews/get-review';
import { listQueue } from '../../reviews/list-queue';
import { refuseRequest } from '../../reviews/refuse-request';
import { returnRequest } from '../../reviews/return-request';
import { signRequest } from '../../reviews/sign-request';
import { readManifest } from '../../scrub-plans/sign-off/read-manifest';
import { useControlDatabase } from '../../testing/database';
import { createPlanVersion, decidedPlan } from '../../testing/plans';
import { createCopy, createSandbox, createSignedSandbox } from '../../testing/requests';
import { createPerson, createWorld, type World } from '../../testing/world';
import { amendRequest } from '../amend-request';
import { answerQuestion } from '../answer-question';
import { destroySandbox } from '../destroy/destroy-sandbox';
import { withdrawRequest } from '../withdraw-request';
import { addPerson } from './add-person';
import { removePerson } from './remove-person';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const eve = { kind: 'person' as const, name: 'eve@example.test', reason: 'Tests it.' };
const present = async (sandboxId: string) => {
  const rows = await db().sandboxPerson.findMany({
    where: { sandboxId, removedAt: null },
    orderBy: { since: 'asc' },
  });
  return rows.map(({ key }) => key);
};

/** A snapshot in use, with the version of the plan that its copy was made by, and a request for one person more. */
async function askFor() {
  const { id, slug, activeCopyId, tenantId } = await createSignedSandbox(world, 1);
  const version = await db().scrubPlanVersion.findFirstOrThrow({ where: { tenantId } });
  await db().sandboxCopy.update({
    where: { id: activeCopyId ?? '' },
    data: { planVersionId: version.id, readyAt: new Date() },
  });
  const { requestId } = await runOrThrow(addPerson, { sandboxId: id, ...eve }, world.customer);
  return { id, slug, tenantId, version, requestId: requestId ?? '' };
}

const seen = async (requestId: string) => ({
  requestId,
  version: (await db().request.findUniqueOrThrow({ where: { id: requestId } })).version,
});
const sign = async (requestId: string, by = world.compliance, more = {}) => {
  const hash = (await readManifest(db(), requestId))?.hash ?? '0'.repeat(64);
  return run(signRequest, { ...(await seen(requestId)), reason: 'Seen.', manifestHash: hash, ...more }, by);
};

test('adding to what came from production waits for compliance, which sees what they would see, and takes effect when signed', async () => {
  const { id, slug, version, requestId } = await askFor();
  expect(await present(id)).toEqual(['ada@example.test']);
  const { rows } = await ask(listQueue, {}, world.compliance);
  expect(rows.find((row) => row.id === requestId)).toMatchObject({
    kind: 'people',
    state: 'awaiting_compliance',
  });
  const review = await ask(getReview, { requestId }, world.compliance);
  expect(review).toMatchObject({ isBuilt: false, plan: { version: version.version } });
  expect(review.manifest?.content).toMatchObject({
    people: [{ kind: 'person', email: 'eve@example.test', reason: 'Tests it.' }],
    changes: { kind: 'people', sandboxId: id, slug },
  });
  expect(await sign(requestId, world.compliance, { builds: 2 })).toMatchObject({
    error: { code: 'invalid_input' },
  });
  expect(await sign(requestId)).toMatchObject({ ok: true });
  expect(await present(id)).toEqual(['ada@example.test', 'eve@example.test']);
  expect(await db().sandboxPerson.findFirst({ where: { sandboxId: id, key: eve.name } })).toMatchObject({
    namedById: world.customer.id,
  });
  expect(await db().sandboxCopy.count({ where: { requestId } })).toBe(0);
  const again = await run(withdrawRequest, { requestId }, world.customer);
  expect(again).toMatchObject({
    error: { message: expect.stringMatching(/remove them on the sandbox’s page/) },
  });
});

test('a contract that demands review has them signed, too, without a plan', async () => {
  const strict = await createWorld({ contractDemandsReview: true });
  const { id } = await createSandbox(strict, 'ready');
  const { requestId } = await runOrThrow(addPerson, { sandboxId: id, ...eve }, strict.customer);
  expect(await present(id)).toHaveLength(1);
  expect(await sign(requestId ?? '', strict.compliance)).toMatchObject({ ok: true });
  expect(await present(id)).toHaveLength(2);
});

describe('what is asked for', () => {
  test('is asked for once; nobody signs it who asked, and an amendment is refused', async () => {
    const { id, requestId } = await askFor();
    const twice = await run(addPerson, { sandboxId: id, ...eve, name: 'EVE@example.test' }, world.colleague);
    expect(twice).toMatchObject({
      error: { fields: { name: [expect.stringMatching(/^Request #\d+ asks for/)] } },
    });
    const secondAccount = await createPerson('compliance', null, world.customer.humanId);
    expect(await sign(requestId, secondAccount)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await sign(requestId, world.support)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await run(amendRequest, { ...(await seen(requestId)) }, world.customer)).toMatchObject({
      ok: false,
    });
    expect(await present(id)).toHaveLength(1);
  });

  test('comes back to compliance once the customer answered, and is refused for good', async () => {
    const { id, requestId } = await askFor();
    await runOrThrow(returnRequest, { ...(await seen(requestId)), question: 'Who is it?' }, world.compliance);
    await runOrThrow(answerQuestion, { requestId, answer: 'Our tester.' }, world.customer);
    expect(await db().request.findUnique({ where: { id: requestId } })).toMatchObject({
      state: 'awaiting_compliance',
    });
    await runOrThrow(refuseRequest, { ...(await seen(requestId)), reason: 'No.' }, world.compliance);
    expect(await present(id)).toHaveLength(1);
    expect(await run(addPerson, { sandboxId: id, ...eve }, world.customer)).toMatchObject({ ok: true });
  });

  test('may be withdrawn, and is withdrawn with its sandbox beside an open refresh', async () => {
    const { id, slug, requestId } = await askFor();
    await runOrThrow(withdrawRequest, { requestId }, world.customer);
    expect(await present(id)).toHaveLength(1);
    const { requestId: second } = await runOrThrow(addPerson, { sandboxId: id, ...eve }, world.customer);
    await runOrThrow(destroySandbox, { sandboxId: id, typedName: slug }, world.compliance);
    expect(await db().request.findUnique({ where: { id: second ?? '' } })).toMatchObject({
      state: 'withdrawn',
    });
    expect(await sign(second ?? '')).toMatchObject({ error: { code: 'state_conflict' } });
    expect(await present(id)).toEqual([]);
  });

  test('of twenty at once one is filed', async () => {
    const { id } = await createSandbox(world, 'ready', 'snapshot');
    const all = await Promise.all(
      Array.from({ length: 20 }, () => run(addPerson, { sandboxId: id, ...eve }, world.customer)),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().request.count({ where: { concernsId: id } })).toBe(1);
  });

  test('is signed for the copy in use: a later version of the plan changes nothing, another copy does', async () => {
    const { tenantId, requestId, id } = await askFor();
    const before = (await readManifest(db(), requestId))?.hash;
    const later = await createPlanVersion(tenantId, 2, { ...decidedPlan(), links: [] });
    expect((await readManifest(db(), requestId))?.hash).toBe(before);
    await db().sandboxCopy.updateMany({ where: { sandboxId: id }, data: { planVersionId: later.id } });
    expect((await readManifest(db(), requestId))?.hash).not.toBe(before);
    const stale = { ...(await seen(requestId)), reason: 'Seen.', manifestHash: before ?? '' };
    expect(await run(signRequest, stale, world.compliance)).toMatchObject({
      error: { code: 'state_conflict' },
    });
  });

  test('cannot be asked for where nothing is in use', async () => {
    const { id } = await createSandbox(world, 'failed', 'snapshot');
    expect(await run(addPerson, { sandboxId: id, ...eve }, world.customer)).toMatchObject({
      error: { message: expect.stringMatching(/nothing of it is/) },
    });
  });
});

test('who was added since stands in the manifest of a refresh that is under way; who was removed changes nothing', async () => {
  const { sandboxId, requestId } = await createCopy(world, 'building');
  const before = await readManifest(db(), requestId);
  const removed = await db().sandboxPerson.findFirstOrThrow({ where: { sandboxId } });
  await runOrThrow(removePerson, { sandboxId, personId: removed.id }, world.customer);
  expect((await readManifest(db(), requestId))?.hash).toBe(before?.hash);
  await db().sandboxPerson.create({
    data: {
      id: 'newcomer',
      sandboxId,
      kind: 'person',
      name: eve.name,
      key: eve.name,
      reason: 'x',
      since: new Date(),
    },
  });
  const after = await readManifest(db(), requestId);
  expect(after?.hash).not.toBe(before?.hash);
  expect(after?.content.people).toHaveLength(2);
});
