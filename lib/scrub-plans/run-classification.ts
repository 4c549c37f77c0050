import { systemActor } from '../access/actor';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { KnownError } from '../errors';
import { sourceUrl } from '../products/source-url';
import { classifySource, ProvisioningError } from '../provisioning';
import { failClassification } from './fail-classification';
import { storeProposal } from './store-proposal';

/**
 * Reads a source for one classification and stores the proposal, or why there is none. Delivered again after a crash it
 * reads again: reading changes nothing.
 */
export async function runClassification(classificationId: string): Promise<void> {
  const worker = systemActor('worker');
  const { count } = await db().classification.updateMany({
    where: { id: classificationId, state: { in: ['queued', 'running'] } },
    data: { state: 'running' },
  });
  if (count === 0) return;
  try {
    const { schema, url } = await sourceOf(classificationId);
    const proposal = await classifySource({ url, schemas: [schema] });
    await runOrThrow(storeProposal, { classificationId, proposal }, worker);
  } catch (error) {
    if (!(error instanceof ProvisioningError || error instanceof KnownError)) throw error;
    await runOrThrow(failClassification, { classificationId, message: error.message }, worker);
  }
}

async function sourceOf(classificationId: string): Promise<{ schema: string; url: string }> {
  const { tenant } = await db().classification.findUniqueOrThrow({
    where: { id: classificationId },
    select: { tenant: { select: { schema: true, product: { select: { slug: true } } } } },
  });
  return { schema: tenant.schema, url: sourceUrl(tenant.product.slug) };
}
