import { z } from 'zod';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { reasonInput } from '../command/text-input';
import { conflict, KnownError, notFound } from '../errors';
import { assertStillEnabled } from './assert-still-enabled';
import { describeLastChange } from './describe-last-change';
import { requestsHeldBy } from './held-requests';
import { whyNotDisable } from './person';

/**
 * Locks somebody out: their sessions end and their sign-in links die with the commit, and the undecided requests that
 * they held go back to the queue. What they did stays, and so do the API keys they made, which belong to sandboxes.
 * Throws `not_found`, `forbidden` for one's own account, `state_conflict` (naming who was faster) for somebody who is
 * disabled already.
 */
export const disablePerson = defineCommand({
  name: 'person.disable',
  input: z.strictObject({ personId: idInput, reason: reasonInput }),
  allow: 'person:disable',
  run: async ({ input: { personId }, actor, tx, now }) => {
    const admin = await assertStillEnabled(tx, actor);
    const person = await tx.person.findUnique({ where: { id: personId } });
    if (!person) throw notFound('person');
    const objection = whyNotDisable(admin, person);
    if (objection) throw new KnownError('forbidden', objection);
    if (person.disabledAt)
      throw conflict(`${person.name} ${await describeLastChange(tx, personId, 'person.disabled')}.`);
    await tx.person.update({ where: { id: personId }, data: { disabledAt: now } });
    const sessions = await tx.session.deleteMany({ where: { userId: personId } });
    await tx.verificationToken.deleteMany({ where: { identifier: person.email } });
    const requests = await tx.request.updateMany({
      where: requestsHeldBy(personId),
      data: { assigneeId: null },
    });
    return {
      organizationId: person.organizationId,
      sessionsEnded: sessions.count,
      requestsReleased: requests.count,
    };
  },
  audit: ({ input, result }) => ({
    event: 'person.disabled',
    subject: { type: 'person', id: input.personId },
    organizationId: result.organizationId,
    details: {
      reason: input.reason,
      sessionsEnded: result.sessionsEnded,
      requestsReleased: result.requestsReleased,
    },
  }),
});
