import type { CommandContext } from '../../command/command';
import type { Prisma } from '../../db/generated/client';
import { notify } from '../../notices/notify';

/**
 * Voids the signatures that match and still count, in the caller's transaction, each with the sentence that says why,
 * and tells the people who signed and who approved, beside those in `told`. What can be done next is said by the
 * request's page, since it depends on where the request is then. Voiding again finds nothing. Returns how many were
 * voided.
 */
export async function voidSignatures(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  where: Prisma.SignatureWhereInput,
  { reason, told = [] }: { reason: string; told?: readonly string[] },
): Promise<number> {
  const found = await tx.signature.findMany({
    where: { AND: [where, { voidedAt: null }] },
    select: {
      id: true,
      signedById: true,
      request: { select: { id: true, number: true, state: true, decidedById: true } },
    },
  });
  const ids = found.map(({ id }) => id);
  await tx.signature.updateMany({
    where: { id: { in: ids }, voidedAt: null },
    data: { voidedAt: now, voidReason: reason },
  });
  const requests = new Map(found.map(({ request }) => [request.id, request]));
  for (const { id, number, state, decidedById } of requests.values())
    await notify(tx, enqueue, {
      to: [
        ...found.filter(({ request }) => request.id === id).map(({ signedById }) => signedById),
        ...(decidedById ? [decidedById] : []),
        ...told,
      ],
      subject: `Request #${number}: the signature is void`,
      text: `${reason} ${whatNow[state]}`,
      href: `/requests/${id}`,
    });
  return found.length;
}

const backToReview = 'Nothing is built until it is signed again; the review shows the difference.';

/** What can be done about it, by where the request is once its signatures are void. */
const whatNow = {
  awaiting_support: backToReview,
  awaiting_customer: backToReview,
  awaiting_compliance: backToReview,
  approved:
    'Nothing is built until support or compliance puts it before compliance again, on its page, and it is signed.',
  declined: 'Nothing is built.',
  withdrawn: 'Nothing is built.',
};
