import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import type { CloneMoment } from './clone';

/** Clones that are being made of a sandbox, as a condition on copies; of one moment where it is said. */
export const clonesOf = (sandboxId: string, moment?: CloneMoment) => ({
  origin: 'sandbox' as const,
  state: { in: ['scheduled' as const, 'building' as const] },
  request: { concernsId: sandboxId, ...(moment && { cloneMoment: moment }) },
});

/** Whether a worker makes a clone of it as it is now, or is about to: it is closed for a while then. */
export async function isBeingCloned(tx: Tx, sandboxId: string): Promise<boolean> {
  return (await tx.sandboxCopy.count({ where: clonesOf(sandboxId, 'now') })) > 0;
}

/** Throws `state_conflict` while a clone is made from the sandbox: its databases must not go before that is done. */
export async function requireNoClone(tx: Tx, sandboxId: string): Promise<void> {
  const found = await tx.sandboxCopy.findFirst({
    where: clonesOf(sandboxId),
    select: { sandbox: { select: { slug: true } } },
  });
  if (found) throw conflict(`${found.sandbox.slug} is being cloned from it; cancel that or wait for it.`);
}
