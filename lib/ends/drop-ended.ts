import { z } from 'zod';
import { defineCommand } from '../command/command';
import { conflict } from '../errors';
import { beginDestruction } from '../requests/destroy/begin-destruction';
import { isOpen } from '../requests/request';
import { isUnbuilt } from '../sandboxes/sandbox';
import { requireDue } from './require-due';

/**
 * Destroys a sandbox for good that nobody restored in its days, or that was never built and has come to its end. Who retired
 * it stands in the audit before this. Throws `state_conflict` while the request of one that was not built is decided on anew.
 */
export const dropEnded = defineCommand({
  name: 'sandbox.drop_ended',
  input: z.strictObject({ sandboxId: z.string() }),
  allow: 'operation:work',
  run: async (context) => {
    const { input, tx, now } = context;
    const sandbox = await requireDue(tx, input.sandboxId, 'drop', now);
    const { id, slug, state, organizationId, shutById } = sandbox;
    const requestState = sandbox.request.state;
    if (state !== 'retired' && !isUnbuilt(state)) throw conflict('Nothing of that is due with it.');
    if (isUnbuilt(state) && isOpen(requestState)) throw conflict('Its request is decided on anew.');
    const begun = await beginDestruction(context, { sandboxId: id, from: state, byId: shutById });
    return { sandboxId: id, slug, organizationId, from: state, ...begun };
  },
  audit: ({ result }) => ({
    event: 'sandbox.destroy_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      operationId: result.operationId,
      ended: result.ended,
      reason:
        result.from === 'retired'
          ? 'Its days to be restored were over.'
          : 'It was not built, and its end has come.',
    },
  }),
});
