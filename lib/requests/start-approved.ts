import type { CommandContext } from '../command/command';
import { findSeedSet } from '../products/find-seed-set';
import { startCopy } from '../sandboxes/copies/start-copy';
import { startSandbox } from '../sandboxes/start-sandbox';

/**
 * Makes what a request that has just become approved asks for, in the caller's transaction: a sandbox, or for a refresh
 * another copy of one. What could not be built before, and was approved anew, is built again under the new approval. Reads the request as it stands there, an
 * approver's changes included. `planVersionId` is the scrub plan that was signed, for snapshots. Returns the sandbox's
 * id; throws at `seedSetName` when the product has no such set.
 */
export async function startApproved(
  context: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  requestId: string,
  planVersionId: string | null = null,
): Promise<string> {
  const request = await context.tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: {
      refreshesId: true,
      shape: true,
      seedSetName: true,
      requesterId: true,
      tenant: { select: { productId: true } },
      sandbox: { select: { id: true } },
    },
  });
  const sandboxId = request.refreshesId ?? request.sandbox?.id;
  if (sandboxId) {
    await startCopy(context, { sandboxId, requestId, planVersionId, requestedById: request.requesterId });
    return sandboxId;
  }
  const seedSetId = await findSeedSet(context.tx, request.tenant.productId, request);
  return startSandbox(context, { requestId, seedSetId, planVersionId });
}
