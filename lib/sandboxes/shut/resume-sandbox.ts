import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { endOf } from '../../ends/end';
import { conflict } from '../../errors';
import { lockVisibleSandbox } from '../copies/lock-visible-sandbox';
import { sandboxInput, whyNotResume } from '../sandbox';
import { queueReopening } from './queue-reopening';
import { requireStill } from './require-still';

/** Asks to switch a suspended sandbox's access on again. A worker opens its databases first, so that no call meets a closed one. */
export const resumeSandbox = defineCommand({
  name: 'sandbox.resume',
  input: sandboxInput,
  allow: 'sandbox:suspend',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotResume(sandbox.state, endOf(sandbox).at <= now);
    if (objection) throw conflict(objection);
    await requireStill(tx, sandbox.id);
    const operationId = await queueReopening({ tx, now, enqueue }, sandbox.id, person.id);
    return { sandboxId: sandbox.id, slug: sandbox.slug, organizationId: sandbox.organizationId, operationId };
  },
  audit: ({ result }) => ({
    event: 'sandbox.resume_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, operationId: result.operationId },
  }),
});
