import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { notify } from '../../notices/notify';
import { removedParts } from '../cluster/removed-parts';
import { moveCopy } from '../copies/move-copy';
import { moveSandbox } from '../move-sandbox';
import { endOperation } from '../operations/end-operation';
import { countParts, endParts } from '../parts/sandbox-parts';

/**
 * The worker reports that nothing of a sandbox is left on the cluster. The audit entry is the certificate: each database and
 * role that was looked for, by its opaque name, and how it was found; and how many of our own rows are in force still, none.
 * The sandbox's name is free again.
 */
export const completeDestroy = defineCommand({
  name: 'sandbox.complete_destroy',
  input: z.strictObject({
    operationId: z.string(),
    attempt: z.int().positive(),
    parts: removedParts,
  }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { sandbox, told } = await endOperation(tx, input, { state: 'succeeded', now });
    await moveSandbox(tx, sandbox.id, { from: 'destroying', to: 'destroyed' }, { destroyedAt: now });
    for (const { id } of await tx.sandboxCopy.findMany({
      where: { sandboxId: sandbox.id, state: 'dropping' },
      select: { id: true },
    }))
      await moveCopy(tx, id, { from: 'dropping', to: 'dropped' }, { droppedAt: now });
    await endParts(tx, { sandboxId: sandbox.id, when: 'with_last', now });
    await tx.slugClaim.deleteMany({ where: { requestId: sandbox.requestId } });
    const { destroyedBy } = await tx.sandbox.findUniqueOrThrow({
      where: { id: sandbox.id },
      select: { destroyedBy: { select: { name: true } } },
    });
    await notify(tx, enqueue, {
      to: told,
      subject: `Sandbox ${sandbox.slug} is destroyed`,
      text: `${destroyedBy?.name ?? 'The system'} destroyed it. Its database, role and keys are gone.`,
      href: `/s/${sandbox.slug}`,
    });
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      destroyedBy: destroyedBy?.name ?? null,
      left: await countParts(tx, sandbox.id),
    };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.destroyed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      destroyedBy: result.destroyedBy,
      left: result.left,
      parts: input.parts,
    },
  }),
});
