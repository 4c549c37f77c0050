import type { Role } from '../access/actor';
import type { Tx } from '../db/transaction';

/** Everybody who may sign in with one of these roles, those of longest standing first. */
export async function peopleOfRole(
  tx: Tx,
  roles: readonly Role[],
): Promise<{ id: string; humanId: string }[]> {
  return tx.person.findMany({
    where: { disabledAt: null, role: { in: [...roles] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, humanId: true },
  });
}
