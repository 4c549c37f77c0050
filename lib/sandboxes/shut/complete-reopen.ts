import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { endColumns, endOf } from '../../ends/end';
import { conflict } from '../../errors';
import { notify } from '../../notices/notify';
import { lockCopies } from '../copies/move-copy';
import { moveSandbox } from '../move-sandbox';
import { endOperation } from '../operations/end-operation';

/**
 * The worker reports that the databases of a shut sandbox are open: it is in use from now on. Throws `state_conflict` where it
 * is neither suspended nor retired any more, or its end has come meanwhile.
 */
export const completeReopen = defineCommand({
  name: 'sandbox.complete_reopen',
  input: z.strictObject({ operationId: z.string(), attempt: z.int().positive() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { sandboxId } = await tx.operation.findUniqueOrThrow({
      where: { id: input.operationId },
      select: { sandboxId: true },
    });
    await lockCopies(tx, sandboxId);
    const { sandbox, told } = await endOperation(tx, input, { state: 'succeeded', now });
    const { state, ...end } = await tx.sandbox.findUniqueOrThrow({
      where: { id: sandboxId },
      select: { state: true, ...endColumns },
    });
    if (state !== 'suspended' && state !== 'retired')
      throw conflict('It is neither suspended nor retired any more.');
    if (endOf(end).at <= now) throw conflict('Its end has come; extend it first.');
    const ended = { endedAt: null, retireAfterDays: null, dropAfterDays: null };
    const open = { shutAt: null, shutById: null, shutReason: null, closedAt: null, ...ended };
    await moveSandbox(tx, sandboxId, { from: state, to: 'ready' }, open);
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Sandbox ${sandbox.slug} is in use again`,
      text: 'It has the same address, keys and rows as before.',
      href: `/s/${sandbox.slug}`,
    });
    return { sandboxId, slug: sandbox.slug, organizationId: sandbox.organizationId, from: state };
  },
  audit: ({ input, result }) => ({
    event: result.from === 'retired' ? 'sandbox.restored' : 'sandbox.resumed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, operationId: input.operationId },
  }),
});
