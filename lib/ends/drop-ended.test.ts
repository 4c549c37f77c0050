import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../access/actor';
import { ask } from '../command/query';
import { run } from '../command/run';
import { db } from '../db/client';
import { configure } from '../env';
import { bootstrapCluster } from '../provisioning';
import { submitRequest } from '../requests/submit-request';
import { rebuildCopy } from '../sandboxes/copies/decide/rebuild-copy';
import { clusterSuperuserUrl, useControlDatabase } from '../testing/database';
import { createEnding } from '../testing/endings';
import { provisioner, reader, signedInAs } from '../testing/production';
import { workOn } from '../testing/work-on';
import { createWorld, sampleContent, type World } from '../testing/world';
import { dropEnded } from './drop-ended';
import { getEnd } from './get-end';
import { sweepEnds } from './sweep/sweep-ends';

/** What becomes of a sandbox whose build failed or was cancelled once its end has come. */
useControlDatabase();
let world: World;
beforeAll(async () => {
  await bootstrapCluster({ superuserUrl: clusterSuperuserUrl(), provisioner, reader });
  configure({ CLUSTER_URL: signedInAs(provisioner, clusterSuperuserUrl()) });
});

const stateOf = async (id: string) => (await db().sandbox.findUniqueOrThrow({ where: { id } })).state;

describe.each(['failed', 'cancelled'] as const)('a sandbox that is %s', (state) => {
  beforeAll(async () => {
    world = await createWorld({ quota: 1 });
  });

  test('is warned of its end, and told that nothing but its name and its place goes', async () => {
    const { id, slug } = await createEnding(world, state, -0.5);
    await sweepEnds();
    expect(await stateOf(id)).toBe(state);
    const notice = await db().notice.findFirstOrThrow({
      where: { href: `/s/${slug}`, personId: world.customer.id },
    });
    expect(notice.text).toMatch(/not built.*its name and its place in the quota.*Build it again/);
    const end = await ask(getEnd, { sandboxId: id }, world.customer);
    // No mail leaves the tests, so that the warning counts once it has stood in the app for a week.
    expect(Number(end.dropsAt)).toBeGreaterThan(Number(end.endsAt));
    expect(end.whyNot.extend).toMatch(/build it again/);
    await db().sandbox.update({ where: { id }, data: { state: 'destroyed' } });
  });

  test('is dropped at its end: name and place are free, and a certificate says that nothing was left', async () => {
    const { id, slug } = await createEnding(world, state, 0.5, true);
    const again = { ...sampleContent(), slug, tenantId: world.acme.tenantId };
    expect(await run(submitRequest, again, world.customer)).toMatchObject({
      error: { fields: { slug: [expect.stringContaining('taken')] } },
    });
    await sweepEnds();
    expect(await stateOf(id)).toBe('destroying');
    const { id: operationId } = await db().operation.findFirstOrThrow({
      where: { sandboxId: id, kind: 'destroy' },
    });
    await workOn(operationId);
    expect(await stateOf(id)).toBe('destroyed');
    expect(await db().destructionCertificate.count({ where: { sandboxId: id } })).toBe(1);
    const asked = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: id, event: 'sandbox.destroy_requested' },
    });
    expect(asked.details).toMatchObject({ reason: expect.stringContaining('not built') });
    const filed = await run(submitRequest, again, world.customer);
    expect(filed).toMatchObject({ ok: true, value: { sandboxId: expect.any(String) } });
  });

  test('is left alone while its request is decided on anew', async () => {
    const { id, requestId } = await createEnding(world, state, 0.5, true);
    await db().request.update({ where: { id: requestId }, data: { state: 'awaiting_compliance' } });
    await sweepEnds();
    expect(await stateOf(id)).toBe(state);
    expect(await run(dropEnded, { sandboxId: id }, systemActor('policy'))).toMatchObject({
      error: { code: 'state_conflict', message: expect.stringContaining('anew') },
    });
    await db().request.update({ where: { id: requestId }, data: { state: 'approved' } });
    await sweepEnds();
    expect(await stateOf(id)).toBe('destroying');
  });

  test('that is built again at the moment of its end is either built or dropped', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, copyId } = await createEnding(world, state, 0.5, true);
      const [rebuilt] = await Promise.all([run(rebuildCopy, { copyId }, world.customer), sweepEnds()]);
      expect(await stateOf(id)).toBe(rebuilt.ok ? 'building' : 'destroying');
      expect(await db().operation.count({ where: { sandboxId: id } })).toBe(1);
    }
  });
});
