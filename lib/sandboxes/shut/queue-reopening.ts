import type { CommandContext } from '../../command/command';
import { queueOperation } from '../../operations/queue-operation';
import { noteLife } from '../note-life';
import { sandboxOperations } from '../operations/sandbox-operation';

/** Has a worker open a shut sandbox again, in the caller's transaction, which is a sign that it is used. Returns the operation's id. */
export async function queueReopening(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  sandboxId: string,
  requestedById: string,
): Promise<string> {
  await noteLife(tx, sandboxId, now);
  const operation = { sandboxId, kind: sandboxOperations.reopen, requestedById, now };
  return queueOperation({ tx, enqueue }, operation);
}
