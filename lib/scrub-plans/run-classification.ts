import { systemActor } from '../access/actor';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { KnownError } from '../errors';
import { productDefinition } from '../products/product';
import { sourceUrl } from '../products/source-url';
import { placeColumns, sourceOf } from '../products/tenant';
import { classifySource, ProvisioningError } from '../provisioning';
import { failClassification } from './fail-classification';
import { shareReferenceTables } from './scopes/share-reference-tables';
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
    const { schema, tenant, url, referenceTables } = await findSource(classificationId);
    const address = { url, schemas: [schema], ...(tenant ? { tenant } : {}) };
    const proposal = shareReferenceTables(await classifySource(address), schema, referenceTables);
    await runOrThrow(storeProposal, { classificationId, proposal }, worker);
  } catch (error) {
    if (!(error instanceof ProvisioningError || error instanceof KnownError)) throw error;
    await runOrThrow(failClassification, { classificationId, message: error.message }, worker);
  }
}

async function findSource(classificationId: string) {
  const { tenant } = await db().classification.findUniqueOrThrow({
    where: { id: classificationId },
    select: {
      tenant: { select: { ...placeColumns, product: { select: { slug: true, definition: true } } } },
    },
  });
  const { referenceTables } = productDefinition.parse(tenant.product.definition);
  return { ...sourceOf(tenant), url: sourceUrl(tenant.product.slug), referenceTables };
}
