import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { textInput } from '../../command/text-input';
import { daysAfter } from '../../days';
import { conflict, KnownError } from '../../errors';
import { notify } from '../../notices/notify';
import { lockVisibleSandbox } from '../copies/lock-visible-sandbox';
import { isGone } from '../sandbox';
import { findTold } from '../shut/find-told';

/** Words to the people of one sandbox within a day. More of them are read by nobody. */
export const mostTold = 5;

const event = 'sandbox.people_told';

/**
 * Tells the people of a sandbox something, in the app and by mail at once. Changes nothing else. Throws `state_conflict` for a
 * sandbox that is gone, `too_many_requests` beyond five a day.
 */
export const tellPeople = defineCommand({
  name: 'sandbox.tell_people',
  input: z.strictObject({
    sandboxId: idInput,
    message: textInput('Write what they should know.', { most: 500 }),
  }),
  allow: 'sandbox:tell_people',
  run: async ({ input: { sandboxId, message }, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const { id, slug, state, organizationId } = await lockVisibleSandbox(tx, actor, sandboxId);
    if (isGone(state)) throw conflict(`${slug} is gone; nobody looks after it.`);
    const subject = { subjectType: 'sandbox', subjectId: id };
    const told = await tx.auditEvent.count({ where: { ...subject, event, at: { gt: daysAfter(now, -1) } } });
    if (told >= mostTold)
      throw new KnownError(
        'too_many_requests',
        `Its people were written to ${mostTold} times within a day. Write again tomorrow.`,
      );
    const notices = await notify(tx, enqueue, {
      kind: 'act',
      to: await findTold(tx, id),
      subject: `About sandbox ${slug}`,
      text: `${person.name} writes: ${message}`,
      href: `/s/${slug}`,
    });
    return { sandboxId: id, slug, organizationId, people: notices.length };
  },
  audit: ({ input, result: { sandboxId, slug, organizationId, people } }) => ({
    event,
    subject: { type: 'sandbox', id: sandboxId },
    organizationId,
    details: { slug, people, message: input.message },
  }),
});
