import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';
import { notify } from '../../notices/notify';
import { lockVisibleSandbox } from '../copies/lock-visible-sandbox';
import { moveSandbox } from '../move-sandbox';
import { shutSandboxInput, whyNotLift } from '../sandbox';
import { findTold } from './find-told';

/** Lifts a quarantine. The sandbox is suspended from then on, so that one of its people opens it when they are ready. */
export const liftQuarantine = defineCommand({
  name: 'sandbox.lift_quarantine',
  input: shutSandboxInput,
  allow: 'sandbox:lift_quarantine',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotLift(sandbox, person);
    if (objection) throw conflict(objection);
    const shut = { shutAt: now, shutById: person.id, shutReason: input.reason };
    await moveSandbox(tx, sandbox.id, { from: 'quarantined', to: 'suspended' }, shut);
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findTold(tx, sandbox.id),
      subject: `Sandbox ${sandbox.slug} is not quarantined any more`,
      text: `${person.name} lifted the quarantine: ${input.reason} It stays suspended until somebody resumes it.`,
      href: `/s/${sandbox.slug}`,
    });
    return { sandboxId: sandbox.id, slug: sandbox.slug, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.quarantine_lifted',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, reason: input.reason },
  }),
});
