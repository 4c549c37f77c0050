import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { worksAgain } from '../../access/works-again';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';

/** Says that one's own address takes mails again: they are sent again, and count. Throws `state_conflict` where none came back. */
export const retryMails = defineCommand({
  name: 'notice.retry_mails',
  input: z.strictObject({}),
  allow: 'notice:choose',
  run: async ({ actor, tx }) => {
    const { id, organizationId } = requirePerson(actor);
    const { count } = await tx.person.updateMany({ where: { id, bounces: { gt: 0 } }, data: worksAgain });
    if (count === 0) throw conflict('No mail to you has come back since.');
    return { personId: id, organizationId };
  },
  audit: ({ result: { personId, organizationId } }) => ({
    event: 'person.mails_retried',
    subject: { type: 'person', id: personId },
    organizationId,
  }),
});
