import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';
import { refreshInput, whyNotRefresh } from '../../sandboxes/copies/copy';
import { findToCome } from '../../sandboxes/copies/find-to-come';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { requireFiling } from '../filing/require-filing';
import { fileConcerning } from '../kinds/file-concerning';

/**
 * Asks for a fresh copy of production inside a sandbox that exists: a request of its own, which always goes to support
 * and compliance. It takes over the sandbox's people, configuration, features and end, so nothing can be widened on this
 * way. Support may file it for the sandbox's requester. Throws `not_found`, or `state_conflict` saying why none can be
 * asked for now (a second open one among the reasons).
 */
export const submitRefresh = defineCommand({
  name: 'request.submit_refresh',
  input: refreshInput,
  allow: 'request:file',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    await requireFiling(tx);
    const sandbox = await lockVisibleSandbox(tx, requirePerson(actor), input.sandboxId);
    const objection = whyNotRefresh(sandbox, { now, ...(await findToCome(tx, sandbox.id)) });
    if (objection) throw conflict(objection);
    const filed = await fileConcerning(context, sandbox, { kind: 'refresh', purpose: input.purpose });
    return { ...filed, organizationId: sandbox.organizationId, sandboxId: sandbox.id, slug: sandbox.slug };
  },
  audit: ({ input, result }) => ({
    event: 'request.refresh_submitted',
    subject: { type: 'request', id: result.id },
    organizationId: result.organizationId,
    details: { number: result.number, sandboxId: input.sandboxId, slug: result.slug },
  }),
});
