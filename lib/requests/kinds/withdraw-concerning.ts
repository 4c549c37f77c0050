import { appendEvent } from '../../audit/append-event';
import type { CommandContext } from '../../command/command';
import { notify } from '../../notices/notify';
import { addRequestEvent } from '../add-request-event';
import { moveRequest } from '../move-request';
import { isOpen, openStates } from '../request';
import { releaseSlug } from '../slug/claim-slug';

const why = 'The sandbox is being destroyed.';

/**
 * Takes back what is still asked for about a sandbox, in the transaction that destroys it: there is nothing left to decide.
 * As when its requester withdraws it: signatures are void, the turn stands in the timeline and in the audit, and
 * requester and filer are told. Nothing happens where nothing is asked for; throws `state_conflict` when somebody decides
 * it at the same moment.
 */
export async function withdrawConcerning(
  context: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  sandboxId: string,
): Promise<void> {
  const { tx, actor, now, enqueue } = context;
  const open = await tx.request.findMany({
    where: {
      concernsId: sandboxId,
      state: { in: [...openStates] },
    },
    orderBy: { id: 'asc' },
  });
  for (const request of open) {
    if (!isOpen(request.state)) continue;
    await moveRequest(context, request, { from: request.state, to: 'withdrawn' });
    await releaseSlug(tx, request.id);
    await addRequestEvent(tx, actor, { requestId: request.id, kind: 'withdrawn', at: now, text: why });
    await notify(tx, enqueue, {
      kind: 'act',
      to: [request.requesterId, request.filedById],
      subject: `Request #${request.number}: withdrawn`,
      text: why,
      href: `/requests/${request.id}`,
    });
    const entry = {
      event: 'request.withdrawn',
      subject: { type: 'request', id: request.id },
      organizationId: request.organizationId,
      details: { number: request.number, destroys: sandboxId },
    };
    await appendEvent(tx, actor, entry, now);
  }
}
