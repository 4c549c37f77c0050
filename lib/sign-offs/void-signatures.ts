import type { CommandContext } from '../command/command';
import type { Prisma, VoidCause } from '../db/generated/client';
import { notify } from '../notices/notify';
import { type RequestKind, requestKinds } from '../requests/kinds/request-kind';
import type { RequestState } from '../requests/request';

/**
 * Voids the signatures that match and still count, in the caller's transaction, each with what voided it and why,
 * and tells the people who signed and who approved, beside those in `told`. What can be done next is said by the
 * request's page, since it depends on where the request is then. Voiding again finds nothing. Returns how many were
 * voided.
 */
export async function voidSignatures(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  where: Prisma.SignatureWhereInput,
  { by, reason, told = [] }: { by: VoidCause; reason: string; told?: readonly string[] },
): Promise<number> {
  const found = await tx.signature.findMany({
    where: { AND: [where, { voidedAt: null }] },
    select: {
      id: true,
      signedById: true,
      request: {
        select: {
          id: true,
          number: true,
          state: true,
          kind: true,
          decidedById: true,
          copies: { select: { state: true } },
        },
      },
    },
  });
  const ids = found.map(({ id }) => id);
  await tx.signature.updateMany({
    where: { id: { in: ids }, voidedAt: null },
    data: { voidedAt: now, voidedBy: by, voidReason: reason },
  });
  const requests = new Map(found.map(({ request }) => [request.id, request]));
  for (const request of requests.values())
    await notify(tx, enqueue, {
      kind: 'act',
      to: [
        ...found.filter((each) => each.request.id === request.id).map(({ signedById }) => signedById),
        ...(request.decidedById ? [request.decidedById] : []),
        ...told,
      ],
      subject: `Request #${request.number}: the signature is void`,
      text: `${reason} ${whatFollows(request)}`,
      href: `/requests/${request.id}`,
    });
  return found.length;
}

function whatFollows(request: {
  kind: RequestKind;
  state: RequestState;
  copies: readonly { state: string }[];
}): string {
  const { kind, state, copies } = request;
  if (!requestKinds[kind].isBuilt) return 'The sandbox stays as it is until it is signed again.';
  if (copies.some((copy) => copy.state === 'waiting'))
    return 'The copy that waits under it is not put into use: it is discarded, and another refresh takes a request of its own.';
  if (copies.some((copy) => copy.state === 'building'))
    return `The build that runs under it hands nothing over and leaves nothing. ${whatNow[state]}`;
  return whatNow[state];
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
