import { run } from '../../command/run';
import { db } from '../../db/client';
import { signRequest } from '../../reviews/sign-request';
import { readManifest } from '../../scrub-plans/sign-off/read-manifest';
import { createSignedSandbox } from '../../testing/requests';
import { sealBaseline } from '../../testing/resets';
import type { World } from '../../testing/world';

/** A ready snapshot with a baseline, in use under a signed plan. */
export async function createClonable(world: World) {
  const { id, slug, activeCopyId, tenantId } = await createSignedSandbox(world, 1);
  const version = await db().scrubPlanVersion.findFirstOrThrow({ where: { tenantId } });
  await db().sandboxCopy.update({
    where: { id: activeCopyId ?? '' },
    data: { planVersionId: version.id, readyAt: new Date() },
  });
  const baselineId = await sealBaseline(id);
  return { id, slug, tenantId, version, baselineId };
}

/** Compliance signs a request under the manifest as it stands. */
export async function signClone(world: World, requestId: string, more = {}) {
  const { version } = await db().request.findUniqueOrThrow({ where: { id: requestId } });
  const manifestHash = (await readManifest(db(), requestId))?.hash ?? '0'.repeat(64);
  return run(signRequest, { requestId, version, reason: 'Seen.', manifestHash, ...more }, world.compliance);
}
