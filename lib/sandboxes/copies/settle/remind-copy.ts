import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import { momentText } from '../../../days';
import { conflict } from '../../../errors';
import { notify } from '../../../notices/notify';
import { copyParties } from '../copy-parties';

/** Reminds the people of a waiting copy, once, that it is discarded by itself. */
export const remindCopy = defineCommand({
  name: 'copy.remind',
  input: z.strictObject({ copyId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { sandbox, told, decideBy } = await copyParties(tx, input.copyId);
    const { count } = await tx.sandboxCopy.updateMany({
      where: { id: input.copyId, state: 'waiting', remindedAt: null },
      data: { remindedAt: now },
    });
    if (count === 0) throw conflict('It does not wait any more, or people were reminded already.');
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Sandbox ${sandbox.slug}: its refreshed copy still waits`,
      text: `Activate it ${decideBy ? `by ${momentText(decideBy)}` : 'soon'}; after that it is discarded, and the sandbox goes on as it is.`,
      href: `/s/${sandbox.slug}`,
    });
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'copy.reminded',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: input.copyId },
  }),
});
