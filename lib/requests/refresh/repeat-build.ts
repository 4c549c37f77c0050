import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { notify } from '../../notices/notify';
import { whyNotRefresh } from '../../sandboxes/copies/copy';
import { findToCome } from '../../sandboxes/copies/find-to-come';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { startCopy } from '../../sandboxes/copies/start-copy';
import { findRepeatable } from '../../scrub-plans/sign-off/find-repeatable';
import { addRequestEvent } from '../add-request-event';
import { requireFiling } from '../filing/require-filing';

/**
 * Builds a fresh copy beside the one in use under signatures that were given for several builds: what leaves, to whom and
 * until when is what people signed, so nobody is asked again, and those who signed are told. Throws `state_conflict`
 * where no signature covers another build, which then takes a request of its own.
 */
export const repeatBuild = defineCommand({
  name: 'request.repeat_build',
  input: z.strictObject({ sandboxId: idInput }),
  allow: 'request:file',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    await requireFiling(tx);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotRefresh(sandbox, { now, ...(await findToCome(tx, sandbox.id)) });
    if (objection) throw conflict(objection);
    const signed = await findRepeatable(tx, sandbox.id);
    if (!signed) throw conflict('No signature covers another build of it; ask for a refresh.');
    const { requestId, number, planVersionId, buildsLeft } = signed;
    const approved = { sandboxId: sandbox.id, requestId, planVersionId, requestedById: person.id };
    await startCopy({ tx, now, enqueue }, approved);
    await addRequestEvent(tx, actor, { requestId, kind: 'repeated', at: now });
    await notify(tx, enqueue, {
      kind: 'act',
      to: await signersOf(tx, requestId),
      subject: `Request #${number}: another build under your signature`,
      text: `${person.name} began another build of ${sandbox.slug}. ${leftText(buildsLeft - 1)}`,
      href: `/requests/${requestId}`,
    });
    const { organizationId } = sandbox;
    return { sandboxId: sandbox.id, slug: sandbox.slug, organizationId, requestId, number, buildsLeft };
  },
  audit: ({ result }) => ({
    event: 'request.build_repeated',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { requestId: result.requestId, number: result.number, buildsLeft: result.buildsLeft },
  }),
});

async function signersOf(tx: Tx, requestId: string): Promise<readonly string[]> {
  const signatures = await tx.signature.findMany({
    where: { requestId, voidedAt: null },
    select: { signedById: true },
  });
  return signatures.map(({ signedById }) => signedById);
}

const leftText = (left: number) =>
  left === 0 ? 'It is the last that your signature covers.' : `Your signature covers ${left} more.`;
