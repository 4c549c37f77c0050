import type { Prisma } from '../../db/generated/client';
import type { Tx } from '../../db/transaction';
import type { SandboxState } from '../../sandboxes/sandbox';
import { buildsMade } from './builds-made';

/** A build that runs copies what was signed; in these states nothing was copied yet, or nothing was left of it. */
const unbuilt: SandboxState[] = ['scheduled', 'failed', 'cancelled'];

/**
 * The signatures under a source's plan by which something could still be built, as a condition: those that no copy was
 * handed over under, and those that were given for more builds than were handed over. Not those whose build runs.
 */
export async function findUnspent(tx: Tx, tenantId: string): Promise<Prisma.SignatureWhereInput> {
  const several = await tx.signature.findMany({
    where: {
      planVersion: { tenantId },
      voidedAt: null,
      builds: { gt: 1 },
      request: { copies: { some: { readyAt: { not: null } }, none: { state: 'building' } } },
    },
    select: {
      id: true,
      builds: true,
      signedAt: true,
      request: { select: { copies: { where: { readyAt: { not: null } }, select: { readyAt: true } } } },
    },
  });
  const left = several.filter(
    ({ builds, signedAt, request }) => buildsMade(signedAt, request.copies) < builds,
  );
  const unused = [
    { sandbox: { is: null }, copies: { none: { readyAt: { not: null } } } },
    { sandbox: { is: { state: { in: unbuilt } } } },
  ] satisfies Prisma.RequestWhereInput[];
  return {
    planVersion: { tenantId },
    OR: [{ request: { OR: unused } }, { id: { in: left.map(({ id }) => id) } }],
  };
}
