import { z } from 'zod';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { notFound } from '../errors';
import { isZone } from '../policies/calendar';

/** Says in which time zone an organization's working days are counted. Ends that wait for a working day move with that. */
export const setZone = defineCommand({
  name: 'organization.set_zone',
  input: z.strictObject({
    organizationId: idInput,
    zone: z.string().max(60).refine(isZone, 'Choose a time zone of the list, such as Europe/Berlin.'),
  }),
  allow: 'organization:set_zone',
  run: async ({ input, tx }) => {
    const { organizationId, zone } = input;
    const before = await tx.organization.findUnique({
      where: { id: organizationId },
      select: { zone: true },
    });
    if (!before) throw notFound('organization');
    await tx.organization.update({ where: { id: organizationId }, data: { zone } });
    return { organizationId, from: before.zone, zone };
  },
  audit: ({ result: { organizationId, from, zone } }) => ({
    event: 'organization.zone_set',
    subject: { type: 'organization', id: organizationId },
    organizationId,
    details: { from, zone },
  }),
});
