import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { textInput } from '../../command/text-input';
import { lockFor } from '../../db/lock';
import { toJson } from '../../db/to-json';
import { conflict } from '../../errors';
import { notify } from '../../notices/notify';
import { freshDays, policyDocument } from '../../policies/policy';
import { readPolicy } from '../../policies/read-policy';
import { findAllChanges } from './find-changes';

/**
 * Puts the policy into force that its author proposed and whose changes they saw: `shown` stands for both. Throws `state_conflict`
 * when it would change something else by now, since the fleet moved, another policy was saved, or another one proposed. It takes
 * nothing within seven days.
 */
export const savePolicy = defineCommand({
  name: 'policy.save',
  input: z.strictObject({
    shown: z.string().regex(/^[0-9a-f]{64}$/, 'Open the page of the changes again.'),
    reason: textInput('Say why the policy changes.', { most: 1_000 }),
  }),
  allow: 'policy:save',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    await lockFor(tx, 'policy');
    const proposal = await tx.policyProposal.findUnique({ where: { personId: person.id } });
    if (!proposal) throw conflict('You propose no policy any more: it was saved or discarded.');
    const document = policyDocument.parse(proposal.document);
    const { changes, lapses, hash } = await findAllChanges(tx, document, now);
    if (hash !== input.shown)
      throw conflict('It would change something else by now than what was shown. Look at the changes again.');
    const version = (await readPolicy(tx)).version + 1;
    await tx.policyVersion.create({
      data: { version, document: toJson(document), reason: input.reason, savedById: person.id, savedAt: now },
    });
    await tx.policyProposal.delete({ where: { personId: person.id } });
    const told = await tx.person.findMany({
      where: { role: { in: ['support', 'admin'] }, disabledAt: null, id: { not: person.id } },
      select: { id: true },
    });
    await notify(tx, enqueue, {
      kind: 'act',
      to: told.map(({ id }) => id),
      subject: `Policy ${version} is in force`,
      text: `${person.name} changed after how many days without use sandboxes are suspended, on which days nothing is, or for how long requests wait. It takes and ends nothing within ${freshDays} days. ${changes.length} sandboxes are suspended on another day, and ${lapses.length} requests end on another.`,
      href: '/settings/policies',
    });
    return { version, changes: changes.length, lapses: lapses.length };
  },
  audit: ({ input, result }) => ({
    event: 'policy.saved',
    subject: { type: 'policy', id: String(result.version) },
    organizationId: null,
    details: {
      version: result.version,
      changes: result.changes,
      lapses: result.lapses,
      reason: input.reason,
    },
  }),
});
