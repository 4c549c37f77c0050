import { systemActor } from '../access/actor';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { sourceUrl } from '../products/source-url';
import { inspectPlan } from '../provisioning';
import { scrubPlan } from '../provisioning/scrub-plan/scrub-plan';
import { storeCheck } from './store-check';

/** Checks one version of a plan against its source and stores refusals and masked samples. May be repeated. */
export async function checkVersion(planVersionId: string): Promise<void> {
  const { document, tenant } = await db().scrubPlanVersion.findUniqueOrThrow({
    where: { id: planVersionId },
    select: { document: true, tenant: { select: { product: { select: { slug: true } } } } },
  });
  const url = sourceUrl(tenant.product.slug);
  const inspected = await inspectPlan({ url, plan: scrubPlan.parse(document) });
  const refusals = inspected.refusals.map((refusal) => ({ ...refusal }));
  await runOrThrow(
    storeCheck,
    { planVersionId, refusals, samples: inspected.samples },
    systemActor('worker'),
  );
}
