import type { CommandContext } from '../command/command';
import { dayMs } from '../days';
import { createId } from '../ids';
import { queueOperation } from '../operations/queue-operation';

/** A day, for expiries: sandboxes end by days, and the database's clock says which day it is. */

/**
 * Makes the sandbox of an approved request and queues its build, in the caller's transaction. A request that starts on
 * a later day makes a scheduled one, whose build job waits for that day. Returns the sandbox's id. Expiry counts from
 * the start, not from the filing.
 */
export async function startSandbox(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  approved: { requestId: string; seedSetId: string | null; planVersionId: string | null },
): Promise<string> {
  const request = await tx.request.findUniqueOrThrow({
    where: { id: approved.requestId },
    include: { tenant: { select: { productId: true } } },
  });
  const startsAt = request.startsOn && request.startsOn > now ? request.startsOn : now;
  const sandboxId = createId();
  await tx.sandbox.create({
    data: {
      id: sandboxId,
      slug: request.slug,
      state: startsAt > now ? 'scheduled' : 'building',
      organizationId: request.organizationId,
      productId: request.tenant.productId,
      tenantId: request.tenantId,
      requestId: request.id,
      shape: request.shape,
      seedSetId: approved.seedSetId,
      planVersionId: approved.planVersionId,
      configuration: request.configuration,
      people: request.people ?? [],
      features: request.features,
      expiresAt: new Date(startsAt.getTime() + request.durationDays * dayMs),
      createdAt: now,
    },
  });
  const operation = { sandboxId, kind: 'provision' as const, requestedById: request.requesterId, now };
  await queueOperation({ tx, enqueue }, operation, startsAt > now ? { runAt: startsAt } : {});
  return sandboxId;
}
