import type { CommandContext } from '../command/command';
import { moveSandbox } from '../operations/move-sandbox';
import { queueOperation } from '../operations/queue-operation';

/**
 * Queues another build of a sandbox whose build failed or was cancelled, under the plan that was signed anew. Throws
 * `state_conflict` otherwise.
 */
export async function restartSandbox(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  signed: { sandboxId: string; planVersionId: string | null; requestedById: string },
): Promise<string> {
  const { sandboxId, planVersionId, requestedById } = signed;
  const { state } = await tx.sandbox.findUniqueOrThrow({ where: { id: sandboxId }, select: { state: true } });
  const from = state === 'cancelled' ? state : 'failed';
  await moveSandbox(tx, sandboxId, { from, to: 'building' }, { planVersionId });
  await queueOperation({ tx, enqueue }, { sandboxId, kind: 'provision', requestedById, now });
  return sandboxId;
}
