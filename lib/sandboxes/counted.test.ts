import { expect, test } from 'vitest';
import { ask } from '../command/query';
import { run } from '../command/run';
import { db } from '../db/client';
import { getOrganization } from '../organizations/get-organization';
import { getFilingOptions } from '../requests/get-filing-options';
import { submitRequest } from '../requests/submit-request';
import { getReview } from '../reviews/get-review';
import { useControlDatabase } from '../testing/database';
import { createSandbox } from '../testing/requests';
import { createWorld, sampleContent, type World } from '../testing/world';
import { sandboxStates } from './sandbox';
import { restoreSandbox } from './shut/restore-sandbox';

useControlDatabase();

const restore = (sandboxId: string, { customer }: World) => run(restoreSandbox, { sandboxId }, customer);
const file = ({ acme, customer }: World) =>
  run(submitRequest, { ...sampleContent(), tenantId: acme.tenantId }, customer);

/** How many sandboxes each page says that the quota holds. */
async function told({ acme, customer, compliance, support }: World) {
  const { id: requestId } = await db().request.findFirstOrThrow({ where: { organizationId: acme.id } });
  const filing = await ask(getFilingOptions, { text: '' }, customer);
  const organization = await ask(getOrganization, { organizationId: acme.id }, support);
  const { holdsInAll, holds } = await ask(getReview, { requestId }, compliance);
  return [filing.organizations[0]?.living, organization.impact.sandboxes, holdsInAll, holds.length];
}

test('of twenty restorations and a filing at once one takes the last place', async () => {
  let restoredAny = 0;
  for (let round = 0; round < 2; round += 1) {
    const world = await createWorld({ quota: 1 });
    const retired = [];
    for (let n = 0; n < 20; n += 1) retired.push(await createSandbox(world, 'retired'));
    // The filing goes first in every other round, so that each of both is seen to win.
    const early = round % 2 === 0 ? file(world) : null;
    const restoring = Promise.all(retired.map(({ id }) => restore(id, world)));
    const filed = await (early ?? file(world));
    const restored = await restoring;
    const passed = filed.ok && filed.value.sandboxId !== null ? 1 : 0;
    const taken = restored.filter(({ ok }) => ok).length;
    expect(filed).toMatchObject({ ok: true });
    expect(taken + passed).toBe(1);
    for (const result of restored)
      if (!result.ok)
        expect(result.error).toMatchObject({
          code: 'quota_exceeded',
          message: expect.stringContaining('1 of 1'),
        });
    expect(await told(world)).toEqual([1, 1, 1, 1]);
    restoredAny += taken;
  }
  expect(restoredAny).toBeGreaterThan(0);
});

test('a restoration counts for every reader from the asking on, and gives its place back where it fails', async () => {
  const world = await createWorld({ quota: 1 });
  const one = await createSandbox(world, 'retired');
  const other = await createSandbox(world, 'retired');
  expect(await told(world)).toEqual([0, 0, 0, 0]);
  expect(await restore(one.id, world)).toMatchObject({ ok: true });
  for (const state of ['queued', 'running'] as const) {
    await db().operation.updateMany({ where: { sandboxId: one.id }, data: { state } });
    expect(await told(world)).toEqual([1, 1, 1, 1]);
    expect(await restore(other.id, world)).toMatchObject({ error: { code: 'quota_exceeded' } });
    expect(await file(world)).toMatchObject({ ok: true, value: { sandboxId: null } });
  }
  await db().operation.updateMany({ where: { sandboxId: one.id }, data: { state: 'failed' } });
  expect(await told(world)).toEqual([0, 0, 0, 0]);
  expect(await restore(other.id, world)).toMatchObject({ ok: true });
});

test.each(sandboxStates)('one that is %s counts for every reader alike', async (state) => {
  const world = await createWorld({ quota: null });
  await createSandbox(world, state);
  const places = state === 'retired' || state === 'destroyed' ? 0 : 1;
  expect(await told(world)).toEqual([places, places, places, places]);
});
