import type { CommandContext } from '../../command/command';
import { findSeedSet } from '../../products/find-seed-set';
import { startCopy } from '../../sandboxes/copies/start-copy';
import { startSandbox } from '../../sandboxes/start-sandbox';
import { startClone } from '../clone/start-clone';
import { extendSigned } from '../extend/extend-signed';
import { addSignedPeople } from '../people/add-signed-people';
import type { RequestKind } from './request-kind';

type Context = Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>;
type Approved = {
  requestId: string;
  /** The scrub plan that was signed; null where none was needed. */
  planVersionId: string | null;
};

/** What each kind of request does once it is approved. Returns the id of the sandbox that it was done to. */
const effects: Record<RequestKind, (context: Context, approved: Approved) => Promise<string>> = {
  sandbox: build,
  refresh: build,
  people: addSignedPeople,
  extension: extendSigned,
  clone: startClone,
};

/**
 * Does what a request that has just become approved asks for, in the caller's transaction. Reads the request as it stands
 * there, an approver's changes included. Returns the id of its sandbox.
 */
export async function takeEffect(
  context: Context,
  requestId: string,
  planVersionId: string | null = null,
): Promise<string> {
  const { kind } = await context.tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { kind: true },
  });
  return effects[kind](context, { requestId, planVersionId });
}

/**
 * Makes a sandbox, or for a refresh another copy of one. What could not be built before, and was approved anew, is built
 * again under the new approval. Throws at `seedSetName` when the product has no such set.
 */
async function build(context: Context, { requestId, planVersionId }: Approved): Promise<string> {
  const request = await context.tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: {
      concernsId: true,
      shape: true,
      seedSetName: true,
      requesterId: true,
      tenant: { select: { productId: true } },
      sandbox: { select: { id: true } },
    },
  });
  const sandboxId = request.concernsId ?? request.sandbox?.id;
  if (sandboxId) {
    await startCopy(context, { sandboxId, requestId, planVersionId, requestedById: request.requesterId });
    return sandboxId;
  }
  const seedSetId = await findSeedSet(context.tx, request.tenant.productId, request);
  return startSandbox(context, { requestId, seedSetId, planVersionId });
}
