import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { chooseMailsInput } from '../notice';

/** Sets one's own time zone, and what one gets by mail. An empty zone takes the organization's. May be repeated. */
export const chooseMails = defineCommand({
  name: 'notice.choose_mails',
  input: chooseMailsInput,
  allow: 'notice:choose',
  run: async ({ input: { zone, mails }, actor, tx }) => {
    const { id } = requirePerson(actor);
    const choices = {
      zone: zone || null,
      mailsWarnings: mails.includes('warning'),
      mailsActivity: mails.includes('activity'),
    };
    await tx.person.update({ where: { id }, data: choices });
    return { personId: id, ...choices };
  },
  audit: ({ result: { personId, ...choices } }) => ({
    event: 'notice.mails_chosen',
    subject: { type: 'person', id: personId },
    details: choices,
  }),
});
