import { z } from 'zod';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { conflict, invalidField, notFound } from '../errors';
import { assertStillEnabled } from './assert-still-enabled';

/**
 * Says that two accounts belong to one human, with every account that either was linked to before. From then on they
 * count as one wherever separation of duties counts; what was decided before stays decided. There is no way back here,
 * since taking two accounts apart would make one human count as two. Throws `not_found`, `invalid_input` for an address
 * that nobody has, `state_conflict` for accounts that are linked already.
 */
export const linkAccounts = defineCommand({
  name: 'person.link_accounts',
  input: z.strictObject({
    personId: idInput,
    otherEmail: z
      .string({ error: 'Write the mail address of the other account.' })
      .trim()
      .toLowerCase()
      .pipe(z.email('Write the mail address of the other account.').max(254)),
  }),
  allow: 'person:disable',
  run: async ({ input: { personId, otherEmail }, actor, tx }) => {
    await assertStillEnabled(tx, actor);
    const person = await tx.person.findUnique({ where: { id: personId } });
    if (!person) throw notFound('person');
    const other = await tx.person.findUnique({ where: { email: otherEmail } });
    if (!other) throw invalidField('otherEmail', 'No account has this address.');
    if (other.id === person.id) throw invalidField('otherEmail', 'This is the same account.');
    if (other.humanId === person.humanId)
      throw conflict(`${person.email} and ${other.email} are linked already.`);
    await tx.person.updateMany({ where: { humanId: other.humanId }, data: { humanId: person.humanId } });
    const accounts = await tx.person.count({ where: { humanId: person.humanId } });
    return { organizationId: person.organizationId, otherId: other.id, accounts };
  },
  audit: ({ input, result }) => ({
    event: 'person.accounts_linked',
    subject: { type: 'person', id: input.personId },
    organizationId: result.organizationId,
    details: { otherId: result.otherId, accounts: result.accounts },
  }),
});
