import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import { notify } from '../../../notices/notify';
import { endCopyOperation } from '../../operations/end-operation';
import { settleCopyJob } from '../settle/settle-copy.job';

/** What could not be closed or dropped is tried again by itself after so long: whoever was in the way may be gone. */
const againMs = 3_600_000;

/**
 * The worker reports what it could not do with a copy. A roll back that failed has changed nothing, and people are told;
 * closing and dropping are looked after by the copy's own job.
 */
export const failCopyWork = defineCommand({
  name: 'copy.fail_work',
  input: z.strictObject({
    operationId: z.string(),
    attempt: z.int().positive(),
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
  }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { code, message, remedy } = input;
    const end = { state: 'failed' as const, now, failure: { code, message, remedy } };
    const { copy, sandbox, told } = await endCopyOperation(tx, input, end);
    const copyId = copy.id;
    const { kind } = await tx.operation.findUniqueOrThrow({
      where: { id: input.operationId },
      select: { kind: true },
    });
    if (kind === 'roll_back')
      await notify(tx, enqueue, {
        to: told,
        subject: `Sandbox ${sandbox.slug} was not rolled back`,
        text: `${message} ${remedy}`,
        href: `/s/${sandbox.slug}`,
      });
    const runAt = new Date(now.getTime() + againMs);
    await enqueue(settleCopyJob, { copyId }, { key: `copy:${copyId}`, runAt });
    return { sandboxId: sandbox.id, copyId, organizationId: sandbox.organizationId, kind };
  },
  audit: ({ input, result }) => ({
    event: 'copy.work_failed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      copyId: result.copyId,
      operationId: input.operationId,
      kind: result.kind,
      code: input.code,
    },
  }),
});
