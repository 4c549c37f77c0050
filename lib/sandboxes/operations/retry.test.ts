import { beforeAll, expect, test } from 'vitest';
import { run } from '../../command/run';
import { db } from '../../db/client';
import { createId } from '../../ids';
import { ProvisioningError } from '../../provisioning';
import { remedies } from '../../provisioning/conditions/remedies';
import { useControlDatabase } from '../../testing/database';
import { createCopy, createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { rebuildCopy } from '../copies/decide/rebuild-copy';
import { retryRule, whyNotRetry } from './retry';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const codes = [...Object.keys(remedies), 'attempts_used_up', 'unavailable', 'toString'];

async function failedCopy(failureCode: string) {
  const sandbox = await createSandbox(world, 'failed', 'snapshot');
  const { id: sandboxId, copyId } = sandbox;
  await db().operation.create({
    data: { id: createId(), sandboxId, copyId, kind: 'build', state: 'failed', failureCode },
  });
  return copyId;
}

test.each(codes)(
  'a build that failed with %s is begun again by nobody for whom it can only fail again',
  async (code) => {
    const rule = retryRule(code);
    for (const actor of [world.customer, world.support]) {
      const result = await run(rebuildCopy, { copyId: await failedCopy(code) }, actor);
      const mayRetry = rule === 'anybody' || (rule === 'house' && actor === world.support);
      expect(result.ok).toBe(mayRetry);
      if (!result.ok)
        expect(result.error).toMatchObject({ code: 'state_conflict', message: whyNotRetry(actor, code) });
    }
  },
);

test('a failed proof is begun again by no customer, on the first build and on a refresh alike', async () => {
  expect(new ProvisioningError('proof_failed', '').remedy).toContain('before compliance again');
  const copy = await createCopy(world, 'failed');
  await db().operation.create({
    data: {
      id: createId(),
      sandboxId: copy.sandbox.id,
      copyId: copy.id,
      kind: 'build',
      state: 'failed',
      failureCode: 'proof_failed',
    },
  });
  const refused = await run(rebuildCopy, { copyId: copy.id }, world.customer);
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'state_conflict', message: expect.stringMatching(/fail again/) },
  });
});
