import type { Tx } from '../db/transaction';
import { conflict } from '../errors';
import type { Met } from './met';
import type { OperationState } from './operation';

/** Names the attempt whose result this is. */
export type Finished = { operationId: string; attempt: number };

/** How an operation ends, when, and for a failure what it met. */
export type End = {
  state: Extract<OperationState, 'succeeded' | 'failed' | 'cancelled'>;
  now: Date;
  failure?: Met;
};

/**
 * Ends a running operation, in the caller's transaction, if this attempt still is the one that counts. Throws
 * `state_conflict` for the late result of a superseded attempt, and for a success that comes after somebody asked to
 * stop.
 */
export async function finishOperation(tx: Tx, finished: Finished, end: End): Promise<void> {
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
}
