import { z } from 'zod';
import type { CommandContext } from '../command/command';
import { daysAfter } from '../days';
import { createId } from '../ids';
import { type RequestPerson, requestPerson } from '../requests/request';
import { originOf } from './copies/copy';
import { addCopy } from './copies/start-copy';
import { addPeople } from './people/add-people';

/** What a clone is made from, whom of the people named it takes over, and when it ends at the latest. */
type Clone = { baselineId: string; people: readonly RequestPerson[]; endsBy: Date };

/**
 * Makes the sandbox of an approved request with its first copy, in the caller's transaction. A request that starts on
 * a later day makes a scheduled one, whose build waits for that day. Returns the sandbox's id. Expiry counts from
 * the start, not from the filing.
 */
export async function startSandbox(
  context: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  approved: { requestId: string; seedSetId: string | null; planVersionId: string | null; clone?: Clone },
): Promise<string> {
  const { tx, now } = context;
  const request = await tx.request.findUniqueOrThrow({
    where: { id: approved.requestId },
    include: { tenant: { select: { productId: true } } },
  });
  const startsAt = request.startsOn && request.startsOn > now ? request.startsOn : now;
  const asked = daysAfter(startsAt, request.durationDays);
  const { clone } = approved;
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
      configuration: request.configuration,
      features: request.features,
      expiresAt: clone && clone.endsBy < asked ? clone.endsBy : asked,
      endsSince: now,
      createdAt: now,
    },
  });
  const people = clone?.people ?? z.array(requestPerson).parse(request.people);
  await addPeople(tx, people, { sandboxId, namedById: request.requesterId, now });
  const { planVersionId } = approved;
  const first = { sandboxId, requestId: request.id, planVersionId, requestedById: request.requesterId };
  await addCopy(context, clone ? { ...first, baselineId: clone.baselineId } : first, {
    origin: clone ? 'sandbox' : originOf[request.shape],
    handOver: 'at_once',
    ...(startsAt > now && { startsAt }),
  });
  return sandboxId;
}
