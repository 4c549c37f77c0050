import { defineCommand } from '../../command/command';
import type { Tx } from '../../db/transaction';
import { notFound } from '../../errors';
import { notify } from '../notify';
import { bounceInput, unreachableAfter } from './bounce';
import { isSealed, readReturnPath } from './return-path';

/**
 * A mail came back. What came back for good counts once for each mail, however often it is told. From the first one on, what was
 * mailed to that address since counts as given to nobody; after two no mail is sent to it, and the house and the person's colleagues
 * are told. What came back for now, such as from a full mailbox, changes nothing: the mail server sends it again. Throws `not_found`
 * for a return path that is not of this desk, or of an address that was changed since.
 */
export const noteBounce = defineCommand({
  name: 'notice.note_bounce',
  input: bounceInput,
  allow: 'operation:work',
  run: async ({ input: { returnPath, isPermanent }, tx, enqueue }) => {
    const path = readReturnPath(returnPath);
    const person = path && (await lockPerson(tx, path.id));
    if (!path || !person || !isSealed(person, path)) throw notFound('return path');
    const nothing = { personId: person.id, organizationId: person.organizationId, bounces: null };
    const isKnown = person.bouncedLast !== null && path.sentAt <= person.bouncedLast;
    if (!isPermanent || isKnown) return nothing;
    const bounces = person.bounces + 1;
    const bouncedSince = person.bouncedSince ?? path.sentAt;
    await tx.person.update({
      where: { id: person.id },
      data: { bounces, bouncedSince, bouncedLast: path.sentAt },
    });
    if (bounces === unreachableAfter)
      await notify(tx, enqueue, {
        kind: 'act',
        to: await findOthers(tx, person),
        subject: 'Mails to somebody come back',
        text: `Mails to ${person.name} (${person.email}) came back ${bounces} times, and no more are sent. What waits for them stands here alone, and no sandbox of theirs is taken away for want of use or at its end before they have read its warning here.`,
        href: '/notices',
      });
    return { ...nothing, bounces };
  },
  audit: ({ result: { personId, organizationId, bounces } }) =>
    bounces === null
      ? null
      : {
          event: 'person.mail_bounced',
          subject: { type: 'person', id: personId },
          organizationId,
          details: { bounces },
        },
});

async function lockPerson(tx: Tx, id: string) {
  // Of two that are told at once the second sees what the first has counted.
  await tx.person.updateMany({ where: { id }, data: { id } });
  return tx.person.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      email: true,
      organizationId: true,
      bounces: true,
      bouncedSince: true,
      bouncedLast: true,
    },
  });
}

/** Administrators, and those of the person's own organization. */
async function findOthers(
  tx: Tx,
  { id, organizationId }: { id: string; organizationId: string | null },
): Promise<string[]> {
  const others = await tx.person.findMany({
    where: {
      id: { not: id },
      disabledAt: null,
      OR: [{ role: 'admin' }, ...(organizationId ? [{ organizationId }] : [])],
    },
    select: { id: true },
  });
  return others.map((other) => other.id);
}
