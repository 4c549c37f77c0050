import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { bounceColumns, unreachableAfter } from '../bounces/bounce';

/** What the actor chose to get by mail, and the zone that counts where they chose none. */
export const getMailChoices = defineQuery({
  name: 'notice.get_choices',
  input: z.object({}),
  allow: 'notice:choose',
  run: async ({ actor }) => {
    const { organization, ...choices } = await db().person.findUniqueOrThrow({
      where: { id: requirePerson(actor).id },
      select: {
        email: true,
        ...bounceColumns,
        zone: true,
        mailsWarnings: true,
        mailsActivity: true,
        organization: { select: { zone: true } },
      },
    });
    const isUnreachable = choices.bounces >= unreachableAfter;
    return { ...choices, isUnreachable, zoneOtherwise: organization?.zone ?? 'UTC' };
  },
});
