import type { Prisma } from '../../db/generated/client';
import type { Tx } from '../../db/transaction';
import { builtKinds } from '../../requests/kinds/request-kind';
import { buildsMade } from '../../sign-offs/builds-made';

/**
 * The signatures under a source's plan by which something could still be handed over or put into use, as a condition:
 * those that no copy was handed over under, those that were given for more builds than were handed over, and those of a
 * copy that waits. A build that runs is asked for its signatures again when it is done.
 */
export async function findUnspent(tx: Tx, tenantId: string): Promise<Prisma.SignatureWhereInput> {
  const several = await tx.signature.findMany({
    where: {
      planVersion: { tenantId },
      voidedAt: null,
      builds: { gt: 1 },
      request: { copies: { some: { readyAt: { not: null } } } },
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
    { copies: { none: { readyAt: { not: null } } } },
    { copies: { some: { state: 'waiting' } } },
  ] satisfies Prisma.RequestWhereInput[];
  return {
    planVersion: { tenantId },
    OR: [{ request: { kind: { in: builtKinds }, OR: unused } }, { id: { in: left.map(({ id }) => id) } }],
  };
}
