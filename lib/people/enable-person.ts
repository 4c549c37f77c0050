import { z } from 'zod';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { reasonInput } from '../command/text-input';
import { conflict, notFound } from '../errors';
import { assertStillEnabled } from './assert-still-enabled';
import { describeLastChange } from './describe-last-change';

/**
 * Lets somebody sign in again who was disabled. Their former sessions stay ended. Throws `not_found`, and
 * `state_conflict` for somebody who is enabled, naming who was faster.
 */
export const enablePerson = defineCommand({
  name: 'person.enable',
  input: z.strictObject({ personId: idInput, reason: reasonInput }),
  allow: 'person:disable',
  run: async ({ input: { personId }, actor, tx }) => {
    await assertStillEnabled(tx, actor);
    const person = await tx.person.findUnique({ where: { id: personId } });
    if (!person) throw notFound('person');
    if (!person.disabledAt)
      throw conflict(`${person.name} ${await describeLastChange(tx, personId, 'person.enabled')}.`);
    await tx.person.update({ where: { id: personId }, data: { disabledAt: null } });
    // One that was opened in the very moment of the disabling is still stored, and would come back to life here.
    await tx.session.deleteMany({ where: { userId: personId } });
    return { organizationId: person.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'person.enabled',
    subject: { type: 'person', id: input.personId },
    organizationId: result.organizationId,
    details: { reason: input.reason },
  }),
});
