import type { CommandContext } from '../command/command';
import { findSeedSet } from '../products/find-seed-set';
import { startRefresh } from '../sandboxes/copies/start-refresh';
import { restartSandbox } from '../sandboxes/restart-sandbox';
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
      kind: true,
      refreshesId: true,
      shape: true,
      seedSetName: true,
      requesterId: true,
      tenant: { select: { productId: true } },
      sandbox: { select: { id: true } },
    },
  });
  if (request.kind === 'refresh')
    return startRefresh(context, {
      sandboxId: request.refreshesId ?? '',
      requestId,
      planVersionId,
      requestedById: request.requesterId,
    });
  if (request.sandbox)
    return restartSandbox(context, {
      sandboxId: request.sandbox.id,
      planVersionId,
      requestedById: request.requesterId,
    });
  const seedSetId = await findSeedSet(context.tx, request.tenant.productId, request);
  return startSandbox(context, { requestId, seedSetId, planVersionId });
}
