import type { CommandContext } from '../command/command';
import { moveSandbox } from '../operations/move-sandbox';
import { queueOperation } from '../operations/queue-operation';

/** Queues another build of a failed sandbox under the plan that was signed anew. Throws `state_conflict` otherwise. */
export async function restartSandbox(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  signed: { sandboxId: string; planVersionId: string | null; requestedById: string },
): Promise<string> {
  const { sandboxId, planVersionId, requestedById } = signed;
  await moveSandbox(tx, sandboxId, { from: 'failed', to: 'building' }, { planVersionId });
  await queueOperation({ tx, enqueue }, { sandboxId, kind: 'provision', requestedById, now });
  return sandboxId;
}
