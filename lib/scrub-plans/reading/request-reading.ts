import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { conflict, notFound } from '../../errors';
import { createId } from '../../ids';
import { classifySourceJob } from './classify-source.job';
import { isStale } from './reading';

/**
 * Asks for a fresh reading of a source. What people decided before stays; columns that appeared or changed their type
 * come back unclassified. One reading at a time per source; one that cannot be under way any more, since its worker died,
 * is given up for this one, and its result refused should it come.
 */
export const requestReading = defineCommand({
  name: 'scrub_plan.classify',
  input: z.strictObject({ tenantId: idInput }),
  allow: 'scrub_plan:edit',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const tenant = await tx.tenant.findUnique({
      where: { id: input.tenantId },
      select: { organizationId: true },
    });
    if (!tenant) throw notFound('source');
    const open = await tx.reading.findMany({
      where: { tenantId: input.tenantId, state: { in: ['queued', 'running'] } },
    });
    if (open.some((reading) => !isStale(reading, now)))
      throw conflict('This source is being read already; its proposal appears here when it is done.');
    await tx.reading.updateMany({
      where: { id: { in: open.map(({ id }) => id) } },
      data: {
        state: 'failed',
        failure: 'It did not end in time, and another reading took its place.',
        finishedAt: now,
      },
    });
    const id = createId();
    const requestedById = requirePerson(actor).id;
    await tx.reading.create({
      data: { id, tenantId: input.tenantId, state: 'queued', requestedById, createdAt: now },
    });
    await enqueue(classifySourceJob, { readingId: id });
    return { id, organizationId: tenant.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.reading_requested',
    subject: { type: 'tenant', id: input.tenantId },
    organizationId: result.organizationId,
    details: { readingId: result.id },
  }),
});
