import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import { notify } from '../../../notices/notify';
import { endOperation } from '../../operations/end-operation';
import { settleCopyJob } from '../settle/settle-copy.job';

/** What could not be closed or dropped is tried again by itself after so long: whoever was in the way may be gone. */
const againMs = 3_600_000;

/** What somebody waits for, as people read it. */
const notDone: Record<string, string | undefined> = {
  roll_back: 'rolled back',
  reopen: 'opened again',
};

/**
 * The worker reports what it could not do with a copy, or with all of a sandbox's. A roll back or an opening that failed has
 * changed nothing, and people are told; closing and dropping are looked after by the copy's own job and by the sweep of ends.
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
    const { copy, sandbox, told } = await endOperation(tx, input, end);
    const copyId = copy?.id ?? null;
    const { kind } = await tx.operation.findUniqueOrThrow({
      where: { id: input.operationId },
      select: { kind: true },
    });
    const undone = notDone[kind];
    if (undone)
      await notify(tx, enqueue, {
        kind: 'act',
        to: told,
        subject: `Sandbox ${sandbox.slug} was not ${undone}`,
        text: `${message} ${remedy}`,
        href: `/s/${sandbox.slug}`,
      });
    const runAt = new Date(now.getTime() + againMs);
    if (copyId) await enqueue(settleCopyJob, { copyId }, { key: `copy:${copyId}`, runAt });
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
