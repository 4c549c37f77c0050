import { systemActor } from '../access/actor';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { scrubPlan } from '../plan-format/scrub-plan';
import { sourceUrl } from '../products/source-url';
import { inspectPlan } from '../provisioning';
import { failCheck } from './fail-check';
import { isHandedOver, sayFailure, workersDied } from './say-failure';
import { storeCheck } from './store-check';

/**
 * Checks one version of a plan against its source and stores what was found, or why it could not be checked,
 * whatever that was; at its last delivery, that it is given up. Rejects only when the worker stops: the check is then
 * another one's. May be repeated.
 */
export async function checkVersion(
  planVersionId: string,
  signal?: AbortSignal,
  isLast = false,
): Promise<void> {
  try {
    if (isLast) throw workersDied();
    await check(planVersionId, signal);
  } catch (error) {
    if (isHandedOver(signal)) throw error;
    const message = sayFailure(error, 'check_plan');
    await runOrThrow(failCheck, { planVersionId, message }, systemActor('worker'));
  }
}

async function check(planVersionId: string, signal?: AbortSignal): Promise<void> {
  const { document, tenant } = await db().scrubPlanVersion.findUniqueOrThrow({
    where: { id: planVersionId },
    select: {
      document: true,
      tenant: { select: { database: true, product: { select: { slug: true, definition: true } } } },
    },
  });
  const url = sourceUrl(tenant.product, tenant);
  const inspected = await inspectPlan({
    url,
    plan: scrubPlan.parse(document),
    ...(signal ? { signal } : {}),
  });
  await runOrThrow(storeCheck, { planVersionId, ...inspected }, systemActor('worker'));
}
