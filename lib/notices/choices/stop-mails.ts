import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';

/** Stops one's own mails of warnings and of what others did. They still stand in the app. May be repeated, and is recorded once. */
export const stopMails = defineCommand({
  name: 'notice.stop_mails',
  input: z.strictObject({}),
  allow: 'notice:choose',
  run: async ({ actor, tx }) => {
    const { id } = requirePerson(actor);
    const { count } = await tx.person.updateMany({
      where: { id, OR: [{ mailsWarnings: true }, { mailsActivity: true }] },
      data: { mailsWarnings: false, mailsActivity: false },
    });
    return { personId: id, count };
  },
  audit: ({ result }) =>
    result.count === 0
      ? null
      : { event: 'notice.mails_stopped', subject: { type: 'person', id: result.personId }, details: {} },
});
