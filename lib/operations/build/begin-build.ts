import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { moveSandbox } from '../move-sandbox';

/** The day of a scheduled sandbox has come: its build begins. */
export const beginBuild = defineCommand({
  name: 'sandbox.begin_build',
  input: z.strictObject({ operationId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx }) => {
    const { sandbox } = await tx.operation.findUniqueOrThrow({
      where: { id: input.operationId },
      select: { sandbox: { select: { id: true, organizationId: true } } },
    });
    await moveSandbox(tx, sandbox.id, { from: 'scheduled', to: 'building' });
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.build_begun',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { operationId: input.operationId },
  }),
});
