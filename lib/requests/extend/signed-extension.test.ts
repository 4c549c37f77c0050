import { beforeAll, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { extendSandbox } from '../../ends/extend-sandbox';
import { getReview } from '../../reviews/get-review';
import { signRequest } from '../../reviews/sign-request';
import { readManifest } from '../../scrub-plans/sign-off/read-manifest';
import { useControlDatabase } from '../../testing/database';
import { createSignedSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { submitRefresh } from '../refresh/submit-refresh';

/** A later end of what came from production: asked for by its people, and counted from the day on which compliance signs. */
useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);

/** A snapshot in use that ends then, with the version of the plan that its copy was made by. */
async function endingAt(expiresAt: Date) {
  const { id, activeCopyId, tenantId } = await createSignedSandbox(world, 1);
  const version = await db().scrubPlanVersion.findFirstOrThrow({ where: { tenantId } });
  const data = { planVersionId: version.id, readyAt: new Date() };
  await db().sandboxCopy.update({ where: { id: activeCopyId ?? '' }, data });
  await db().sandbox.update({ where: { id }, data: { expiresAt } });
  return { sandboxId: id };
}

const sandboxOf = ({ sandboxId }: { sandboxId: string }) =>
  db().sandbox.findUniqueOrThrow({ where: { id: sandboxId } });

async function sign(requestId: string) {
  const { version } = await db().request.findUniqueOrThrow({ where: { id: requestId } });
  const manifestHash = (await readManifest(db(), requestId))?.hash;
  return run(signRequest, { requestId, version, reason: 'Seen.', manifestHash }, world.compliance);
}

const reason = 'The integration goes live in May.';

test('waits for compliance and takes effect when it is signed; at most ninety days, with a reason, once at a time', async () => {
  const expiresAt = inDays(10);
  const sandbox = await endingAt(expiresAt);
  for (const who of [world.customer, world.support]) {
    expect(await run(extendSandbox, { ...sandbox, days: 90 }, who)).toMatchObject({
      error: { fields: { reason: [expect.any(String)] } },
    });
    expect(await run(extendSandbox, { ...sandbox, days: 91, reason }, who)).toMatchObject({
      error: { fields: { days: [expect.stringContaining('90')] } },
    });
  }
  const { requestId } = await runOrThrow(extendSandbox, { ...sandbox, days: 90, reason }, world.customer);
  expect(await run(extendSandbox, { ...sandbox, days: 5, reason }, world.colleague)).toMatchObject({
    error: { code: 'state_conflict', message: expect.stringMatching(/^Request #\d+ asks/) },
  });
  expect((await sandboxOf(sandbox)).expiresAt).toEqual(expiresAt);
  const review = await ask(getReview, { requestId: requestId ?? '' }, world.compliance);
  expect(review.manifest?.content).toMatchObject({
    durationDays: 90,
    changes: { kind: 'extension', endsAt: expiresAt.toISOString() },
  });
  expect(await sign(requestId ?? '')).toMatchObject({ ok: true });
  const until = new Date(expiresAt.getTime() + 90 * dayMs);
  expect((await sandboxOf(sandbox)).expiresAt).toEqual(until);
  const [made] = await db().sandboxExtension.findMany({ where: sandbox });
  expect(made).toMatchObject({ from: expiresAt, until, byId: world.customer.id, reason });
});

test('an end that has acted counts from the signature, and the sandbox is opened with it', async () => {
  const sandbox = await endingAt(inDays(-2));
  const ended = {
    state: 'suspended',
    endedAt: inDays(-2),
    shutAt: inDays(-2),
    closedAt: inDays(-2),
  } as const;
  await db().sandbox.update({ where: { id: sandbox.sandboxId }, data: ended });
  const { requestId } = await runOrThrow(extendSandbox, { ...sandbox, days: 30, reason }, world.customer);
  expect(await sign(requestId ?? '')).toMatchObject({ ok: true });
  const days = ((await sandboxOf(sandbox)).expiresAt.getTime() - Date.now()) / dayMs;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
  expect(await db().operation.count({ where: { ...sandbox, kind: 'reopen' } })).toBe(1);
});

test('it asks for another signature of a refresh that is still open', async () => {
  const sandbox = await endingAt(inDays(10));
  const purpose = 'Prices have changed.';
  const refresh = await runOrThrow(submitRefresh, { ...sandbox, purpose }, world.customer);
  const before = (await readManifest(db(), refresh.id))?.hash;
  const { requestId } = await runOrThrow(extendSandbox, { ...sandbox, days: 30, reason }, world.customer);
  expect((await readManifest(db(), refresh.id))?.hash).toBe(before);
  expect(await sign(requestId ?? '')).toMatchObject({ ok: true });
  expect((await readManifest(db(), refresh.id))?.hash).not.toBe(before);
});
