import type { Tx } from '../../db/transaction';

/** Who asked for a sandbox, and whose it is. */
export type Asked = { organizationId: string; request: { requesterId: string; filedById: string } };

/**
 * Whom the life of a sandbox concerns: those who asked for it. Where neither may sign in any more, everybody of their
 * organization, and support where there is nobody either: what is taken away is told to somebody.
 */
export async function findTold(tx: Tx, sandboxId: string): Promise<string[]> {
  const asked = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { organizationId: true, request: { select: { requesterId: true, filedById: true } } },
  });
  return findToldOf(tx, asked);
}

/** The same for a caller that has read who asked for it: a sweep tells thousands. */
export async function findToldOf(tx: Tx, { organizationId, request }: Asked): Promise<string[]> {
  const asked = { id: { in: [request.requesterId, request.filedById] } };
  for (const who of [asked, { organizationId }, { role: 'support' as const }]) {
    const people = await tx.person.findMany({ where: { ...who, disabledAt: null }, select: { id: true } });
    if (people.length > 0) return people.map(({ id }) => id);
  }
  return [];
}
