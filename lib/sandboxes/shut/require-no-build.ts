import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { requireNoClone } from '../clone/is-being-cloned';

/** Throws `state_conflict` while a copy or a clone of the sandbox is built: a worker must not build into or from what goes away. */
export async function requireNoBuild(tx: Tx, sandboxId: string): Promise<void> {
  await requireNoClone(tx, sandboxId);
  const building = { sandboxId, state: { in: ['scheduled' as const, 'building' as const] } };
  if ((await tx.sandboxCopy.count({ where: building })) > 0)
    throw conflict('Another copy of it is being built; cancel that first.');
}
