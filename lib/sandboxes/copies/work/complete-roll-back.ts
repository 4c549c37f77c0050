import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import { notify } from '../../../notices/notify';
import { endCopyOperation } from '../../operations/end-operation';
import { lockCopies } from '../move-copy';
import { switchCopies } from '../switch-copies';

/** The worker reports that a kept copy is open: it is in use from now on, and the other one is kept in its place. */
export const completeRollBack = defineCommand({
  name: 'copy.complete_roll_back',
  input: z.strictObject({ operationId: z.string(), attempt: z.int().positive() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { sandboxId, requestedById } = await tx.operation.findUniqueOrThrow({
      where: { id: input.operationId },
      select: { sandboxId: true, requestedById: true },
    });
    await lockCopies(tx, sandboxId);
    const ended = await endCopyOperation(tx, input, { state: 'succeeded', now });
    const { sandbox, told } = ended;
    const copyId = ended.copy.id;
    const switched = await switchCopies(
      { tx, now, enqueue },
      { sandboxId, copyId, from: 'kept', requestedById },
    );
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Sandbox ${sandbox.slug} was rolled back`,
      text: 'It has its former rows again, under the same address and keys. Its page shows until when this can be undone.',
      href: `/s/${sandbox.slug}`,
    });
    return { sandboxId, copyId, organizationId: sandbox.organizationId, formerId: switched.formerId };
  },
  audit: ({ input, result }) => ({
    event: 'copy.rolled_back',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: result.copyId, formerId: result.formerId, operationId: input.operationId },
  }),
});
