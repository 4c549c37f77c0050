import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { conflict, notFound } from '../../errors';
import { notify } from '../../notices/notify';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { findAccounts } from '../../sandboxes/people/find-accounts';
import { askedFor, others } from '../../sandboxes/people/tell-added';
import { whyNotChange } from '../../sandboxes/sandbox';
import { addRequestEvent } from '../add-request-event';

/**
 * Takes somebody out of a sandbox, at once: it needs nobody, whatever the sandbox came from, and the last one may go too.
 * Coming back takes what coming in takes.
 */
export const removePerson = defineCommand({
  name: 'sandbox.remove_person',
  input: z.strictObject({ sandboxId: idInput, personId: idInput }),
  allow: 'sandbox:people',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotChange[sandbox.state];
    if (objection) throw conflict(objection);
    const { id: sandboxId, slug, organizationId } = sandbox;
    const row = await tx.sandboxPerson.findFirst({
      where: { id: input.personId, sandboxId },
      select: { id: true, kind: true, name: true, key: true, removedAt: true },
    });
    if (!row) throw notFound('person of this sandbox');
    if (row.removedAt) throw conflict(`${row.name} was removed already.`);
    await tx.sandboxPerson.update({ where: { id: row.id }, data: { removedAt: now } });
    const accounts = await findAccounts(tx, organizationId, [row]);
    await notify(tx, enqueue, {
      kind: 'act',
      to: others(actor, [...accounts.map(({ id }) => id), ...askedFor(sandbox)]),
      subject: `Sandbox ${slug}: somebody was removed`,
      text: `${actor.name} removed ${row.name}, who gets in no more.`,
      href: `/s/${slug}`,
    });
    const requestId = sandbox.request.id;
    await addRequestEvent(tx, actor, { requestId, kind: 'person_removed', at: now, text: row.name });
    return { sandboxId, slug, organizationId, personId: row.id, kind: row.kind };
  },
  audit: ({ result }) => ({
    event: 'sandbox.person_removed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, kind: result.kind, personId: result.personId },
  }),
});
