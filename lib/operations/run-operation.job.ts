import { z } from 'zod';
import { defineJob } from '../jobs/job';

/** Works on one operation until it ends, or until the worker stops; then it puts itself into the queue again. */
export const runOperationJob = defineJob({
  name: 'run_operation',
  payload: z.strictObject({ operationId: z.string() }),
  // More deliveries than the attempts that an operation is granted, so that the last delivery is the one that gives up in
  // an orderly way instead of leaving the operation running for ever.
  maxAttempts: 12,
  // A copy of a large tenant takes hours; whether its worker still lives is for the lease to say.
  timeoutMs: 24 * 3_600_000,
});
