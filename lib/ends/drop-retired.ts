import { z } from 'zod';
import { defineCommand } from '../command/command';
import { conflict } from '../errors';
import { beginDestruction } from '../requests/destroy/begin-destruction';
import { requireDue } from './require-due';

/** Nobody restored a retired sandbox in its days: it is destroyed for good. Who retired it stands in the audit before this. */
export const dropRetired = defineCommand({
  name: 'sandbox.drop_retired',
  input: z.strictObject({ sandboxId: z.string() }),
  allow: 'operation:work',
  run: async (context) => {
    const { input, tx, now } = context;
    const { id, slug, state, organizationId, ...sandbox } = await requireDue(
      tx,
      input.sandboxId,
      'drop',
      now,
    );
    if (state !== 'retired') throw conflict('It is not retired any more.');
    const byId = sandbox.shutById;
    const begun = await beginDestruction(context, { sandboxId: id, from: state, byId });
    return { sandboxId: id, slug, organizationId, ...begun };
  },
  audit: ({ result }) => ({
    event: 'sandbox.destroy_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      operationId: result.operationId,
      ended: result.ended,
      reason: 'Its days to be restored were over.',
    },
  }),
});
