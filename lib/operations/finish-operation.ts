import type { Tx } from '../db/transaction';
import { conflict } from '../errors';
import type { OperationState } from './operation';

/** Names the attempt whose result this is. */
export type Finished = { operationId: string; attempt: number };

/**
 * Ends a running operation, in the caller's transaction, if this attempt still is the one that counts. Throws
 * `state_conflict` for the late result of a superseded attempt. Returns what the end concerns.
 */
export async function finishOperation(
  tx: Tx,
  finished: Finished,
  end: {
    state: Extract<OperationState, 'succeeded' | 'failed' | 'cancelled'>;
    now: Date;
    failure?: { code: string; message: string; remedy: string };
  },
) {
  const { count } = await tx.operation.updateMany({
    where: { id: finished.operationId, attempt: finished.attempt, state: 'running' },
    data: {
      state: end.state,
      finishedAt: end.now,
      leaseOwner: null,
      leaseUntil: null,
      failureCode: end.failure?.code ?? null,
      failureMessage: end.failure?.message ?? null,
      failureRemedy: end.failure?.remedy ?? null,
    },
  });
  if (count === 0) throw conflict('Another worker has taken this operation over.');
  const { sandbox } = await tx.operation.findUniqueOrThrow({
    where: { id: finished.operationId },
    select: {
      sandbox: {
        select: {
          id: true,
          slug: true,
          organizationId: true,
          requestId: true,
          request: { select: { requesterId: true, filedById: true } },
        },
      },
    },
  });
  const { request, ...rest } = sandbox;
  return { ...rest, told: [...new Set([request.requesterId, request.filedById])] };
}
