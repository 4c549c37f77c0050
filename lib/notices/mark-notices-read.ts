import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';

/**
 * Marks the actor's own notices as read: the one named, those that lead to a page which was opened, or all that had arrived `until` the page was shown, so that one
 * that came since is not swallowed. May be repeated; other people's notices are as absent as unknown ones and change
 * nothing.
 */
export const markNoticesRead = defineCommand({
  name: 'notice.mark_read',
  input: z.union([
    z.strictObject({ noticeId: idInput }),
    z.strictObject({ href: z.string().max(500) }),
    z.strictObject({ until: z.iso.datetime() }),
  ]),
  allow: 'notice:read',
  run: async ({ input, actor, tx, now }) => {
    const person = requirePerson(actor);
    const which =
      'noticeId' in input
        ? { id: input.noticeId }
        : 'href' in input
          ? { href: input.href }
          : { createdAt: { lte: new Date(input.until) } };
    const { count } = await tx.notice.updateMany({
      where: { personId: person.id, readAt: null, ...which },
      data: { readAt: now },
    });
    return { personId: person.id, count };
  },
  audit: ({ result }) =>
    result.count === 0
      ? null
      : {
          event: 'notice.marked_read',
          subject: { type: 'person', id: result.personId },
          details: { count: result.count },
        },
});
