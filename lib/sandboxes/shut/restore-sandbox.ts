import type { Actor } from '../../access/actor';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { lockFor } from '../../db/lock';
import type { Tx } from '../../db/transaction';
import { endOf } from '../../ends/end';
import { conflict, KnownError } from '../../errors';
import { lockVisibleSandbox } from '../copies/lock-visible-sandbox';
import { counted } from '../counted';
import { sandboxInput, whyNotRestore } from '../sandbox';
import { queueReopening } from './queue-reopening';
import { requireStill } from './require-still';

/**
 * Asks to put a retired sandbox into use again, as it was: same name, keys, people and rows. A worker opens its databases
 * first. It takes its place in the quota again from now on; where there is none left, support can restore it.
 */
export const restoreSandbox = defineCommand({
  name: 'sandbox.restore',
  input: sandboxInput,
  allow: 'sandbox:retire',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const { organizationId } = sandbox;
    // After the lock of the copies, as filing and approving what is about a sandbox take them.
    await lockFor(tx, `organization:${organizationId}`);
    const objection = whyNotRestore(sandbox.state, endOf(sandbox).at <= now);
    if (objection) throw conflict(objection);
    await requireStill(tx, sandbox.id);
    await requirePlace(tx, actor, organizationId);
    const operationId = await queueReopening({ tx, now, enqueue }, sandbox.id, person.id);
    return { sandboxId: sandbox.id, slug: sandbox.slug, organizationId, operationId };
  },
  audit: ({ result }) => ({
    event: 'sandbox.restore_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, operationId: result.operationId },
  }),
});

/** Throws `quota_exceeded` for a customer whose subscription has no place left. The house decides otherwise where it must. */
async function requirePlace(tx: Tx, actor: Actor, organizationId: string): Promise<void> {
  if (actor.kind !== 'person' || actor.role !== 'customer') return;
  const { subscription, _count } = await tx.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: {
      subscription: { select: { sandboxQuota: true } },
      _count: { select: { sandboxes: { where: counted } } },
    },
  });
  const { sandboxQuota } = subscription;
  if (sandboxQuota === null || _count.sandboxes < sandboxQuota) return;
  throw new KnownError(
    'quota_exceeded',
    `The subscription’s quota is used up: ${_count.sandboxes} of ${sandboxQuota} sandboxes. Destroy another one first, or ask support to restore this one.`,
  );
}
