import type { CommandContext } from '../../command/command';
import { dayMs } from '../../days';
import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { restoreDays } from '../sandbox';
import { shutSandbox } from './shut-sandbox';

/** When a sandbox that was retired at this moment is dropped. */
export function dropsAt(retiredAt: Date): Date {
  return new Date(retiredAt.getTime() + restoreDays * dayMs);
}

/** Retires a sandbox, in the caller's transaction, which holds its copies locked. Throws `state_conflict`. */
export async function retireNow(
  context: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  retired: { sandboxId: string; from: 'ready' | 'suspended'; byId: string | null; reason: string },
): Promise<void> {
  const { sandboxId, from, byId, reason } = retired;
  await shutSandbox(context, { sandboxId, move: { from, to: 'retired' }, byId, reason });
}

/** Throws `state_conflict` while a copy of the sandbox is built: a worker must not build into what goes away. */
export async function requireNoBuild(tx: Tx, sandboxId: string): Promise<void> {
  const building = { sandboxId, state: { in: ['scheduled' as const, 'building' as const] } };
  if ((await tx.sandboxCopy.count({ where: building })) > 0)
    throw conflict('Another copy of it is being built; cancel that first.');
}
