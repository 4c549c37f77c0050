import { z } from 'zod';
import { databaseNow, transaction } from '../db/transaction';
import { enqueue } from '../jobs/enqueue';
import { defineJob, type Job } from '../jobs/job';

/**
 * Deliveries of one operation's job: more than the attempts an operation is granted, so that the last delivery is the
 * one that gives up in an orderly way instead of leaving the operation running for ever.
 */
const maxAttempts = 12;

/** A copy of a large tenant takes hours; whether its worker still lives is for the lease to say. */
const timeoutMs = 24 * 3_600_000;

const payload = z.strictObject({ operationId: z.string() });

/**
 * Works on one operation until it ends, or until the worker stops; then it puts itself into the queue again. The work
 * itself is loaded when it is delivered: the web server enqueues this job and must not carry the engine with it.
 */
export const runOperationJob: Job<typeof payload> = defineJob({
  name: 'run_operation',
  payload,
  maxAttempts,
  timeoutMs,
  run: async ({ operationId }, context) => {
    const { runOperation } = await import('./run-operation');
    const againInMs = await runOperation(operationId, context);
    if (againInMs === null) return;
    await transaction(async (tx) => {
      const runAt = new Date((await databaseNow(tx)).getTime() + againInMs);
      await enqueue(tx, runOperationJob, { operationId }, { runAt });
    });
  },
});
