import type { CommandContext } from '../../command/command';
import { notify } from '../../notices/notify';

/**
 * Tells those of the added who have an account by which they may see the sandbox that they get in, and notes when. Accounts
 * of another customer are told nothing: the page would not open for them.
 */
export async function tellInvited(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  sandbox: { id: string; slug: string; organizationId: string },
  added: readonly { id: string; kind: string; key: string }[],
): Promise<void> {
  const people = await tx.person.findMany({
    where: {
      email: { in: added.filter(({ kind }) => kind === 'person').map(({ key }) => key) },
      disabledAt: null,
      OR: [{ organizationId: sandbox.organizationId }, { role: { not: 'customer' } }],
    },
    select: { id: true, email: true },
  });
  if (people.length === 0) return;
  await notify(tx, enqueue, {
    to: people.map(({ id }) => id),
    subject: `You get into the sandbox ${sandbox.slug}`,
    text: 'You were added to the people of this sandbox. Its page says what it holds and where it answers.',
    href: `/s/${sandbox.slug}`,
  });
  const told = people.map(({ email }) => email);
  const ids = added.filter(({ key }) => told.includes(key)).map(({ id }) => id);
  await tx.sandboxPerson.updateMany({ where: { id: { in: ids } }, data: { invitedAt: now } });
}
