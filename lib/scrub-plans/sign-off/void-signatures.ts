import type { CommandContext } from '../../command/command';
import type { Prisma } from '../../db/generated/client';
import { notify } from '../../notices/notify';

/**
 * Voids the signatures that match and still count, in the caller's transaction, each with the sentence that says why,
 * and tells the people who signed and who approved. Voiding again finds nothing. Returns how many were voided.
 */
export async function voidSignatures(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  where: Prisma.SignatureWhereInput,
  voidReason: string,
): Promise<number> {
  const found = await tx.signature.findMany({
    where: { AND: [where, { voidedAt: null }] },
    select: {
      id: true,
      signedById: true,
      request: { select: { id: true, number: true, decidedById: true } },
    },
  });
  const ids = found.map(({ id }) => id);
  await tx.signature.updateMany({
    where: { id: { in: ids }, voidedAt: null },
    data: { voidedAt: now, voidReason },
  });
  const requests = new Map(found.map(({ request }) => [request.id, request]));
  for (const { id, number, decidedById } of requests.values())
    await notify(tx, enqueue, {
      to: [
        ...found.filter(({ request }) => request.id === id).map(({ signedById }) => signedById),
        ...(decidedById ? [decidedById] : []),
      ],
      subject: `Request #${number}: the signature is void`,
      text: `${voidReason} Nothing is built until it is signed again; the review shows the difference.`,
      href: `/requests/${id}`,
    });
  return found.length;
}
