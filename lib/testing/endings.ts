import { db } from '../db/client';
import { endOf } from '../ends/end';
import { createId } from '../ids';
import type { SandboxState } from '../sandboxes/sandbox';
import { createSandbox } from './requests';
import type { World } from './world';

const dayMs = 86_400_000;

/**
 * A seeded sandbox whose end came so many days ago (negative: comes in so many), with all that its life had until then: a
 * suspended one was suspended at its end, a retired one seven days later. Warned ones have every warning, given in time.
 */
export async function createEnding(world: World, state: SandboxState, daysAgo: number, isWarned = false) {
  const sandbox = await createSandbox(world, state);
  const { id } = sandbox;
  const now = Date.now();
  const ago = (days: number) => new Date(now - days * dayMs);
  // Of a weekend's end, what acts is the working day after it: here the end is as long ago as was asked for.
  const facts = { shape: 'seeded', graceUntil: ago(daysAgo), protectedUntil: null } as const;
  const isWeekend = endOf({ ...facts, expiresAt: ago(daysAgo) }).isMoved;
  const shape = isWeekend ? 'snapshot' : 'seeded';
  const endedAt = state === 'suspended' || state === 'retired' ? ago(daysAgo) : null;
  await db().sandbox.update({
    where: { id },
    data: {
      shape,
      expiresAt: ago(daysAgo),
      endsSince: ago(daysAgo + 30),
      endedAt,
      ...(state === 'suspended' && { shutAt: ago(daysAgo) }),
      ...(state === 'retired' && { shutAt: ago(daysAgo - 7) }),
    },
  });
  if (isWarned) for (const daysBefore of [14, 7, 1]) await giveWarning(world, id, ago(daysAgo), daysBefore);
  return sandbox;
}

/** A warning that its people read at once. */
export async function giveWarning(world: World, sandboxId: string, endsAt: Date, daysBefore: number) {
  const at = new Date(endsAt.getTime() - daysBefore * dayMs);
  const notice = { subject: 'It ends.', text: '', href: '/', createdAt: at, readAt: at };
  const { id } = await db().notice.create({
    data: { id: createId(), personId: world.customer.id, ...notice },
  });
  await db().endWarning.create({
    data: { id: createId(), sandboxId, endsAt, daysBefore, noticeIds: [id], createdAt: at },
  });
}
