import type { Tx } from '../../db/transaction';

/**
 * The accounts of people of a sandbox by which they may see it: of its own customer and of the house. Accounts of another
 * customer are told nothing, since no page of it opens for them.
 */
export async function findAccounts(
  tx: Tx,
  organizationId: string,
  people: readonly { kind: string; key: string }[],
): Promise<{ id: string; email: string }[]> {
  return tx.person.findMany({
    where: {
      email: { in: people.filter(({ kind }) => kind === 'person').map(({ key }) => key) },
      disabledAt: null,
      OR: [{ organizationId }, { role: { not: 'customer' } }],
    },
    select: { id: true, email: true },
  });
}
