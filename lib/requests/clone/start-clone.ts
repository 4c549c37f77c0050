import { z } from 'zod';
import type { CommandContext } from '../../command/command';
import { conflict } from '../../errors';
import { beginClone } from '../../sandboxes/clone/begin-clone';
import { startCopy } from '../../sandboxes/copies/start-copy';
import { listPeople } from '../../sandboxes/people/list-people';
import { startSandbox } from '../../sandboxes/start-sandbox';
import { findApprovalReasons } from '../find-approval-reasons';
import { personKey, requestPerson } from '../request';

/**
 * What a request for a clone does once nobody has to agree any more: a sandbox is made, whose first copy is a copy of the other
 * one's files. It never has more than the other: the same class and rows, of the people whom the request names those who still
 * get in there, and no later end. One that could not be made before is made again. Returns the new sandbox's id; throws
 * `basis_changed` where the other cannot be cloned any more, and `state_conflict` where it cannot be cloned at the moment, or
 * compliance signed and the quota was used up since.
 */
export async function startClone(
  context: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  { requestId, planVersionId }: { requestId: string; planVersionId: string | null },
): Promise<string> {
  const { tx } = context;
  const request = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: {
      organizationId: true,
      kind: true,
      shape: true,
      durationDays: true,
      features: true,
      people: true,
      requesterId: true,
      decidedById: true,
      sandbox: { select: { id: true } },
    },
  });
  const made = request.sandbox?.id;
  if (made) {
    const again = { sandboxId: made, requestId, planVersionId, requestedById: request.requesterId };
    await startCopy(context, again);
    return made;
  }
  const from = await beginClone(tx, requestId);
  const reasons = await findApprovalReasons(tx, request.organizationId, { ...request, loadTest: null });
  if (reasons.includes('quota') && request.decidedById === null)
    throw conflict(
      'The subscription’s quota was used up since it was asked for. Return it; once the customer has answered, support decides about that.',
    );
  const present = new Set((await listPeople(tx, from.sandboxId)).map(personKey));
  const people = z.array(requestPerson).parse(request.people);
  return startSandbox(context, {
    requestId,
    seedSetId: from.seedSetId,
    planVersionId,
    clone: {
      baselineId: from.baseline.id,
      people: people.filter((person) => present.has(personKey(person))),
      endsBy: from.expiresAt,
    },
  });
}
