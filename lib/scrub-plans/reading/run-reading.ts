import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { productDefinition } from '../../products/product';
import { sourceUrl } from '../../products/source-url';
import { placeColumns, sourceOf } from '../../products/tenant';
import { classifySource } from '../../provisioning';
import { isHandedOver, sayFailure, workersDied } from '../say-failure';
import { shareReferenceTables } from '../scopes/share-reference-tables';
import { failReading } from './fail-reading';
import { storeProposal } from './store-proposal';

/**
 * Reads a source once and stores the proposal, or why there is none, whatever that was. Rejects only
 * when the worker stops. Delivered again after that or a crash it reads again: reading changes nothing. Its last delivery
 * gives it up.
 */
export async function runReading(readingId: string, signal?: AbortSignal, isLast = false): Promise<void> {
  const worker = systemActor('worker');
  const { count } = await db().reading.updateMany({
    where: { id: readingId, state: { in: ['queued', 'running'] } },
    data: { state: 'running', begunAt: await databaseNow(db()) },
  });
  if (count === 0) return;
  try {
    if (isLast) throw workersDied();
    const { schema, tenant, url, referenceTables } = await findSource(readingId);
    const address = { url, schemas: [schema], ...(tenant ? { tenant } : {}), ...(signal ? { signal } : {}) };
    const proposal = shareReferenceTables(await classifySource(address), schema, referenceTables);
    await runOrThrow(storeProposal, { readingId, proposal }, worker);
  } catch (error) {
    if (isHandedOver(signal)) throw error;
    const message = sayFailure(error, 'classify_source');
    await runOrThrow(failReading, { readingId, message }, worker);
  }
}

async function findSource(readingId: string) {
  const { tenant } = await db().reading.findUniqueOrThrow({
    where: { id: readingId },
    select: {
      tenant: { select: { ...placeColumns, product: { select: { slug: true, definition: true } } } },
    },
  });
  const { referenceTables } = productDefinition.parse(tenant.product.definition);
  return { ...sourceOf(tenant), url: sourceUrl(tenant.product, tenant), referenceTables };
}
