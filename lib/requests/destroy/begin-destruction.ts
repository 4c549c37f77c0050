import type { CommandContext } from '../../command/command';
import { queueOperation } from '../../operations/queue-operation';
import { moveSandbox } from '../../sandboxes/move-sandbox';
import { sandboxOperations } from '../../sandboxes/operations/sandbox-operation';
import { endParts } from '../../sandboxes/parts/sandbox-parts';
import type { sandboxTransitions } from '../../sandboxes/sandbox';
import { withdrawConcerning } from '../kinds/withdraw-concerning';

/** States from which a sandbox is destroyed. */
type Destroyable = {
  [From in keyof typeof sandboxTransitions]: 'destroying' extends (typeof sandboxTransitions)[From][number]
    ? From
    : never;
}[keyof typeof sandboxTransitions];

/**
 * Begins to destroy a sandbox for good, in the caller's transaction, which holds its copies locked: its keys are revoked, what is
 * still asked for about it is withdrawn, and a worker removes the rest. `byId` is who gave it up; null: the system.
 * It stands with the requests, which build on sandboxes. Throws `state_conflict`.
 */
export async function beginDestruction(
  context: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  { sandboxId, from, byId }: { sandboxId: string; from: Destroyable; byId: string | null },
) {
  const { tx, now, enqueue } = context;
  const move = { from, to: 'destroying' } as const;
  await moveSandbox(tx, sandboxId, move, { destroyedById: byId, shutAt: null, closedAt: null });
  const ended = await endParts(tx, { sandboxId, when: 'at_once', now });
  await withdrawConcerning(context, sandboxId);
  const operation = { sandboxId, kind: sandboxOperations.destroy, requestedById: byId, now };
  return { operationId: await queueOperation({ tx, enqueue }, operation), ended };
}
