import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { type CopyHandOver, isReset } from '../copies/copy';
import { endCopyOperation } from '../operations/end-operation';
import { findCertificateHash } from './find-certificate-hash';
import { moveUnbuilt } from './move-unbuilt';
import { tellFailedBuild } from './tell-failed-build';

/** The worker reports a failed build, of which nothing is left: which step, why, and what to do. It can be built again. */
export const failBuild = defineCommand({
  name: 'copy.fail_build',
  input: z.strictObject({
    operationId: z.string(),
    attempt: z.int().positive(),
    step: z.string(),
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
    /** What of it is for the house alone. */
    aside: z.string().optional(),
  }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { code, message, remedy, aside } = input;
    const failure = { code, message, remedy, ...(aside && { aside }) };
    const ended = await endCopyOperation(tx, input, { state: 'failed', now, failure });
    const { copy, sandbox } = ended;
    await moveUnbuilt({ tx, now, enqueue }, { ...copy, sandboxId: sandbox.id }, 'failed');
    const [what, ...more] = isReset(copy) ? wordsOfReset : words[copy.handOver];
    const subject = `Sandbox ${sandbox.slug} could not be ${what}`;
    await tellFailedBuild({ tx, enqueue }, ended, {
      text: [message, remedy, ...more].join(' '),
      code,
      subject,
    });
    const certificate = await findCertificateHash(tx, input.operationId);
    return { sandboxId: sandbox.id, copyId: copy.id, organizationId: sandbox.organizationId, certificate };
  },
  audit: ({ input, result }) => ({
    event: 'copy.build_failed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      copyId: result.copyId,
      operationId: input.operationId,
      attempt: input.attempt,
      step: input.step,
      code: input.code,
      certificate: result.certificate,
    },
  }),
});

const wordsOfReset = ['reset', 'The sandbox goes on as it is.'] as const;

const words: Record<CopyHandOver, readonly [string, ...string[]]> = {
  at_once: ['built'],
  on_decision: ['refreshed', 'The sandbox goes on as it is.'],
};
