import type { CommandContext } from '../../command/command';
import { queueOperation } from '../../operations/queue-operation';
import { moveSandbox, type SandboxMove } from '../move-sandbox';
import { sandboxOperations } from '../operations/sandbox-operation';
import type { ShutState } from '../sandbox';

type Shut = {
  sandboxId: string;
  move: Extract<SandboxMove, { to: ShutState }>;
  /** Null where the system does it. */
  byId: string | null;
  reason: string;
  /** The moment at which its end acted, where that is why, and the days of its later stages; null for the usual ones. */
  ended?: { endedAt: Date; retireAfterDays: number | null; dropAfterDays: number | null };
};

/**
 * Shuts a sandbox, in the caller's transaction: from its commit on no key opens it. A worker closes its databases then and
 * puts out whoever is still connected. Its data, keys and name stay. Throws `state_conflict` when it is in another state.
 */
export async function shutSandbox(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  { sandboxId, move, byId, reason, ended }: Shut,
): Promise<void> {
  await moveSandbox(tx, sandboxId, move, {
    shutAt: now,
    shutById: byId,
    shutReason: reason,
    ...ended,
  });
  await queueClosing({ tx, now, enqueue }, sandboxId, byId);
}

/** Has a worker close the databases of a sandbox that is shut, in the caller's transaction. Closing twice does no harm. */
export async function queueClosing(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  sandboxId: string,
  requestedById: string | null,
): Promise<string> {
  await tx.sandbox.updateMany({ where: { id: sandboxId }, data: { closedAt: null } });
  return queueOperation({ tx, enqueue }, { sandboxId, kind: sandboxOperations.close, requestedById, now });
}
