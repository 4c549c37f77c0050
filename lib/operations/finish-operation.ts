import type { Tx } from '../db/transaction';
import { conflict } from '../errors';
import type { OperationState } from './operation';
import type { Met } from './operation-context';

/** Names the attempt whose result this is. */
export type Finished = { operationId: string; attempt: number };

/**
 * Ends a running operation, in the caller's transaction, if this attempt still is the one that counts. Throws
 * `state_conflict` for the late result of a superseded attempt, and for a success that comes after somebody asked to
 * stop. Returns what the end concerns.
 */
export async function finishOperation(
  tx: Tx,
  finished: Finished,
  end: {
    state: Extract<OperationState, 'succeeded' | 'failed' | 'cancelled'>;
    now: Date;
    failure?: Met;
  },
) {
  const { count } = await tx.operation.updateMany({
    where: {
      id: finished.operationId,
      attempt: finished.attempt,
      state: 'running',
      ...(end.state === 'succeeded' ? { cancelRequestedAt: null } : {}),
    },
    data: {
      state: end.state,
      finishedAt: end.now,
      leaseOwner: null,
      leaseUntil: null,
      failureCode: end.failure?.code ?? null,
      failureMessage: end.failure?.message ?? null,
      failureRemedy: end.failure?.remedy ?? null,
      failureAside: end.failure?.aside ?? null,
    },
  });
  if (count === 0) throw conflict('Another worker has taken this operation over.');
  const asked = { select: { id: true, number: true, requesterId: true, filedById: true } };
  const { sandbox, copy } = await tx.operation.findUniqueOrThrow({
    where: { id: finished.operationId },
    select: {
      copy: { select: { id: true, handOver: true, request: asked } },
      sandbox: {
        select: { id: true, slug: true, organizationId: true, requestId: true, request: asked },
      },
    },
  });
  const parties = [sandbox.request, ...(copy ? [copy.request] : [])];
  const told = [...new Set(parties.flatMap(({ requesterId, filedById }) => [requesterId, filedById]))];
  return { sandbox, copy, told };
}

/** The same, of an operation that is about a copy; one that is not would be a fault of ours, and is thrown as such. */
export async function finishCopyOperation(...given: Parameters<typeof finishOperation>) {
  const { copy, ...ended } = await finishOperation(...given);
  if (!copy) throw new Error('The operation is about no copy.');
  return { ...ended, copy };
}

/** What the end of an operation on a copy concerns. */
export type EndedCopyOperation = Awaited<ReturnType<typeof finishCopyOperation>>;
