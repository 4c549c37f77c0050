import type { Tx } from '../../db/transaction';
import { type End, type Finished, finishOperation } from '../../operations/finish-operation';

/**
 * Ends an operation as `finishOperation` does. Returns the sandbox and the copy that it concerns, and whom its end concerns:
 * those who asked for either.
 */
export async function endOperation(tx: Tx, finished: Finished, end: End) {
  await finishOperation(tx, finished, end);
  const asked = { select: { id: true, number: true, requesterId: true, filedById: true } };
  const { sandbox, copy, requestedById } = await tx.operation.findUniqueOrThrow({
    where: { id: finished.operationId },
    select: {
      copy: { select: { id: true, origin: true, handOver: true, baselineId: true, request: asked } },
      requestedById: true,
      sandbox: {
        select: {
          id: true,
          slug: true,
          state: true,
          organizationId: true,
          requestId: true,
          request: asked,
        },
      },
    },
  });
  const parties = [sandbox.request, ...(copy?.request ? [copy.request] : [])];
  const asking = parties.flatMap(({ requesterId, filedById }) => [requesterId, filedById]);
  // A copy under no request was asked for by whoever began its operation.
  const told = [...new Set([...asking, ...(copy?.request === null && requestedById ? [requestedById] : [])])];
  return { sandbox, copy, told };
}

/** The same, of an operation that is about a copy; one that is not would be a fault of ours, and is thrown as such. */
export async function endCopyOperation(...given: Parameters<typeof endOperation>) {
  const { copy, ...ended } = await endOperation(...given);
  if (!copy) throw new Error('The operation is about no copy.');
  return { ...ended, copy };
}

/** What the end of an operation on a copy concerns. */
export type EndedCopyOperation = Awaited<ReturnType<typeof endCopyOperation>>;
