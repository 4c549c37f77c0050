import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { finishOperation } from '../finish-operation';
import { moveSandbox } from '../move-sandbox';
import { findCertificateHash } from './find-certificate-hash';
import { tellFailedBuild } from './tell-failed-build';

/** What the worker reports of a build that failed. */
export const failedBuild = z.strictObject({
  operationId: z.string(),
  attempt: z.int().positive(),
  step: z.string(),
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  /** What of it is for the house alone. */
  aside: z.string().optional(),
});

/** The worker reports a failed build: which step, why, and what to do; it can be built again. */
export const failBuild = defineCommand({
  name: 'sandbox.fail_build',
  input: failedBuild,
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { code, message, remedy, aside } = input;
    const sandbox = await finishOperation(tx, input, {
      state: 'failed',
      now,
      failure: { code, message, remedy, ...(aside && { aside }) },
    });
    await moveSandbox(tx, sandbox.id, { from: 'building', to: 'failed' });
    const subject = `Sandbox ${sandbox.slug} could not be built`;
    await tellFailedBuild({ tx, enqueue }, sandbox, { code, message, remedy, subject });
    const { id: sandboxId, organizationId } = sandbox;
    const certificate = await findCertificateHash(tx, input.operationId);
    return { sandboxId, organizationId, certificate };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.build_failed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      operationId: input.operationId,
      attempt: input.attempt,
      step: input.step,
      code: input.code,
      certificate: result.certificate,
    },
  }),
});
