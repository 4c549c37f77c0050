import type { CommandContext } from '../../command/command';
import { momentText } from '../../days';
import { createId } from '../../ids';
import { notify } from '../../notices/notify';
import { noteLife } from '../note-life';
import { isShut } from '../sandbox';
import { findTold } from '../shut/find-told';
import { queueReopening } from '../shut/queue-reopening';
import { laterEnd } from './extension';

type Extension = {
  sandboxId: string;
  days: number;
  /** Who extends it, and how its people are told. */
  by: { id: string; text: string };
  reason: string | null;
};

/**
 * Gives a sandbox a later end, in the caller's transaction, which holds its copies locked. One that its end had suspended is
 * opened with that; a retired one still has to be restored, and what a person suspended stays so. Returns both ends.
 */
export async function extendNow(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  { sandboxId, days, by, reason }: Extension,
): Promise<{ from: Date; until: Date }> {
  const { slug, state, expiresAt, endedAt } = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { slug: true, state: true, expiresAt: true, endedAt: true },
  });
  const until = laterEnd({ expiresAt, now }, days);
  const notEnded = { endedAt: null, retireAfterDays: null, dropAfterDays: null };
  await noteLife(tx, sandboxId, now);
  await tx.sandbox.update({
    where: { id: sandboxId },
    data: { expiresAt: until, endsSince: now, graceUntil: null, ...notEnded },
  });
  await tx.sandboxExtension.create({
    data: { id: createId(), sandboxId, from: expiresAt, until, byId: by.id, reason, createdAt: now },
  });
  const isOpened = state === 'suspended' && endedAt !== null;
  if (isOpened) await queueReopening({ tx, now, enqueue }, sandboxId, by.id);
  const then = isOpened ? ' It is being opened again.' : isShut(state) ? ` It stays ${state} for now.` : '';
  await notify(tx, enqueue, {
    kind: 'act',
    to: await findTold(tx, sandboxId),
    subject: `Sandbox ${slug} ends on ${momentText(until)} now`,
    text: `${by.text} by ${days} ${days === 1 ? 'day' : 'days'}.${then}`,
    href: `/s/${slug}`,
  });
  return { from: expiresAt, until };
}
