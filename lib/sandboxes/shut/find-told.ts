import type { Tx } from '../../db/transaction';

/**
 * Whom the life of a sandbox concerns: those who asked for it. Where neither may sign in any more, everybody of their
 * organization, and support where there is nobody either: what is taken away is told to somebody.
 */
export async function findTold(tx: Tx, sandboxId: string): Promise<string[]> {
  const { organizationId, request } = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { organizationId: true, request: { select: { requesterId: true, filedById: true } } },
  });
  const asked = { id: { in: [request.requesterId, request.filedById] } };
  for (const who of [asked, { organizationId }, { role: 'support' as const }]) {
    const people = await tx.person.findMany({ where: { ...who, disabledAt: null }, select: { id: true } });
    if (people.length > 0) return people.map(({ id }) => id);
  }
  return [];
}
