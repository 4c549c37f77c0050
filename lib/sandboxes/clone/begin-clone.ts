import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { findBusy } from '../copies/find-busy';
import { lockCopies } from '../copies/move-copy';
import { whyNotClone } from './clone';
import { type ClonedFrom, requireCloneGround } from './require-clone-ground';

/**
 * What a clone is made from, in the transaction in which it begins, for the first time or again. Days may have passed since it
 * was asked for: one as it is now closes the other sandbox, so that it does not begin while that is switched, or closed for
 * another clone. The other's copies stay locked. Throws `basis_changed`, and `state_conflict` where it can begin later.
 */
export async function beginClone(tx: Tx, requestId: string): Promise<ClonedFrom> {
  const { concernsId } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { concernsId: true },
  });
  await lockCopies(tx, concernsId ?? '');
  const from = await requireCloneGround(tx, requestId, 'begin');
  if (from.moment === 'delivered') return from;
  const ground = { busy: await findBusy(tx, from.sandboxId), hasBaseline: true };
  const objection = whyNotClone('ready', ground);
  if (objection) throw conflict(`${from.slug} cannot be cloned now. ${objection}`);
  return from;
}
