import { systemActor } from '../../access/actor';
import type { CommandContext } from '../../command/command';
import { addRequestEvent } from '../add-request-event';
import { takeEffect } from './take-effect';

/** Lets a request pass that nobody has to agree to, in the transaction that files it. Returns the id of the sandbox that is made. */
export async function passWithoutReview(
  context: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  requestId: string,
): Promise<string> {
  const { tx, now } = context;
  await addRequestEvent(tx, systemActor('policy'), { requestId, kind: 'passed_without_review', at: now });
  return takeEffect(context, requestId);
}
