import type { CommandContext } from '../command/command';
import { findSeedSet } from '../products/find-seed-set';
import { startSandbox } from '../sandboxes/start-sandbox';

/**
 * Makes the sandbox of a request that has just become approved, in the caller's transaction. Reads the request as it
 * stands there, an approver's changes included. Returns the sandbox's id; throws at `seedSetName` when the product has
 * no such set.
 */
export async function startApproved(
  context: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  requestId: string,
): Promise<string> {
  const request = await context.tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { shape: true, seedSetName: true, tenant: { select: { productId: true } } },
  });
  const seedSetId = await findSeedSet(context.tx, request.tenant.productId, request);
  return startSandbox(context, { requestId, seedSetId });
}
