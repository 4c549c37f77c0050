import { z } from 'zod';
import { defineJob } from '../jobs/job';

/**
 * Deliveries of one operation's job: more than the attempts an operation is granted, so that the last delivery is the
 * one that gives up in an orderly way instead of leaving the operation running for ever.
 */
const maxAttempts = 12;

/**
 * Works on one operation until it ends, or until the worker stops. The work itself is loaded when it is delivered: the
 * web server enqueues this job and must not carry the provisioning engine with it.
 */
export const runOperationJob = defineJob({
  name: 'run_operation',
  payload: z.strictObject({ operationId: z.string() }),
  maxAttempts,
  run: async ({ operationId }, context) => {
    const { runOperation } = await import('./run-operation');
    await runOperation(operationId, context);
  },
});
