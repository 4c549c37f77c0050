import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { moveCopy } from '../copies/move-copy';
import { moveSandbox } from '../move-sandbox';

/** The day of a scheduled sandbox has come: its build begins. */
export const beginBuild = defineCommand({
  name: 'copy.begin_build',
  input: z.strictObject({ copyId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx }) => {
    const { sandbox } = await tx.sandboxCopy.findUniqueOrThrow({
      where: { id: input.copyId },
      select: { sandbox: { select: { id: true, organizationId: true } } },
    });
    await moveCopy(tx, input.copyId, { from: 'scheduled', to: 'building' });
    await moveSandbox(tx, sandbox.id, { from: 'scheduled', to: 'building' });
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'copy.build_begun',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: input.copyId },
  }),
});
