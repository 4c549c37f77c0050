import { appendEvent } from '../../audit/append-event';
import type { CommandContext } from '../../command/command';
import { notify } from '../../notices/notify';
import { addRequestEvent } from '../add-request-event';
import { moveRequest } from '../move-request';
import { isOpen } from '../request';

const why = 'The sandbox is being destroyed.';

/**
 * Takes back a refresh that is still asked for, in the transaction that destroys its sandbox: there is nothing left to
 * decide. As when its requester withdraws it: signatures are void, the turn stands in the timeline and in the audit, and
 * requester and filer are told. Nothing happens where none is asked for; throws `state_conflict` when somebody decides
 * it at the same moment.
 */
export async function withdrawRefresh(
  context: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  sandboxId: string,
): Promise<void> {
  const { tx, actor, now, enqueue } = context;
  const open = await tx.request.findFirst({
    where: {
      refreshesId: sandboxId,
      state: { in: ['awaiting_support', 'awaiting_customer', 'awaiting_compliance'] },
    },
  });
  if (!open || !isOpen(open.state)) return;
  await moveRequest(context, open, { from: open.state, to: 'withdrawn' });
  await addRequestEvent(tx, actor, { requestId: open.id, kind: 'withdrawn', at: now, text: why });
  await notify(tx, enqueue, {
    to: [open.requesterId, open.filedById],
    subject: `Request #${open.number}: withdrawn`,
    text: why,
    href: `/requests/${open.id}`,
  });
  const entry = {
    event: 'request.withdrawn',
    subject: { type: 'request', id: open.id },
    organizationId: open.organizationId,
    details: { number: open.number, destroys: sandboxId },
  };
  await appendEvent(tx, actor, entry, now);
}
