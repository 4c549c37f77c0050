import { ask } from '../command/query';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { submitRefresh } from '../requests/refresh/submit-refresh';
import { approveRequest } from '../reviews/approve-request';
import { getReview } from '../reviews/get-review';
import { signRequest } from '../reviews/sign-request';
import { createPerson, type World } from './world';

/**
 * A refresh of a sandbox that was asked for, approved and signed by as many people as it takes, through the commands that
 * people use, for so many builds. The first is queued. `review` is what the first signer saw.
 */
export async function signRefresh(world: World, sandboxId: string, builds = 1) {
  const asked = { sandboxId, purpose: 'Prices have changed.' };
  const { id: requestId } = await runOrThrow(submitRefresh, asked, world.customer);
  await runOrThrow(approveRequest, { requestId, version: 1 }, world.support);
  const review = await ask(getReview, { requestId }, world.compliance);
  const { manifest } = review;
  const signature = { requestId, version: 1, reason: 'Seen.', manifestHash: manifest?.hash ?? '', builds };
  for (let signed = 0; signed < (manifest?.signaturesNeeded ?? 1); signed += 1)
    await runOrThrow(
      signRequest,
      signature,
      signed === 0 ? world.compliance : await createPerson('compliance'),
    );
  const copy = await db().sandboxCopy.findFirstOrThrow({
    where: { requestId },
    orderBy: { createdAt: 'desc' },
    select: { id: true, operations: { select: { id: true } } },
  });
  return { requestId, review, copyId: copy.id, operationId: copy.operations[0]?.id ?? '' };
}
