import type { Actor } from '../../access/actor';
import type { CommandContext } from '../../command/command';
import { notify } from '../../notices/notify';
import { findAccounts } from './find-accounts';

type Sandbox = {
  id: string;
  slug: string;
  organizationId: string;
  request: { requesterId: string; filedById: string };
};

/**
 * Tells the added that they get in, where they have an account by which they may see the sandbox, and notes when; and tells
 * those who asked for the sandbox who was added, but for whoever did it.
 */
export async function tellAdded(
  { actor, tx, now, enqueue }: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  sandbox: Sandbox,
  added: readonly { id: string; kind: string; name: string; key: string }[],
): Promise<void> {
  if (added.length === 0) return;
  const href = `/s/${sandbox.slug}`;
  const people = await findAccounts(tx, sandbox.organizationId, added);
  await notify(tx, enqueue, {
    kind: 'act',
    to: others(
      actor,
      people.map(({ id }) => id),
    ),
    subject: `You get into the sandbox ${sandbox.slug}`,
    text: 'You were added to the people of this sandbox. Its page says what it holds and where it answers.',
    href,
  });
  const told = people.map(({ email }) => email);
  const ids = added.filter(({ key }) => told.includes(key)).map(({ id }) => id);
  await tx.sandboxPerson.updateMany({ where: { id: { in: ids } }, data: { invitedAt: now } });
  await notify(tx, enqueue, {
    kind: 'act',
    to: others(actor, askedFor(sandbox)),
    subject: `Sandbox ${sandbox.slug}: more people get in`,
    text: `Added by ${actor.name}: ${added.map(({ name }) => name).join(', ')}.`,
    href,
  });
}

/** Those who asked for a sandbox. */
export const askedFor = ({ request }: Pick<Sandbox, 'request'>) => [request.requesterId, request.filedById];

/** All of them but whoever acts. */
export const others = (actor: Actor, ids: readonly string[]) =>
  ids.filter((id) => actor.kind !== 'person' || id !== actor.id);
