import { z } from 'zod';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { Prisma } from '../db/generated/client';
import { conflict } from '../errors';
import { latestVersion } from './add-version';
import { checkPlanJob } from './check-plan.job';

/**
 * Has the latest version of a plan held against its source once more: after a check that failed or never ended, or when
 * the source has changed. Until it is done nobody signs. May be repeated: one check waits for a version at most, and two
 * that run side by side find the same.
 */
export const requestCheck = defineCommand({
  name: 'scrub_plan.check',
  input: z.strictObject({ tenantId: idInput, version: z.coerce.number().int().positive() }),
  allow: 'scrub_plan:edit',
  run: async ({ input, tx, enqueue }) => {
    const latest = await latestVersion(tx, input.tenantId);
    if (latest?.version !== input.version)
      throw conflict('Only the latest version of a plan is checked. Reload the page to see it.');
    await tx.scrubPlanVersion.update({
      where: { id: latest.id },
      data: { checkedAt: null, checkFailure: null, refusals: Prisma.DbNull, warnings: Prisma.DbNull },
    });
    await enqueue(checkPlanJob, { planVersionId: latest.id }, { key: `check_plan:${latest.id}` });
    return { tenantId: input.tenantId, version: latest.version };
  },
  audit: ({ result }) => ({
    event: 'scrub_plan.check_requested',
    subject: { type: 'tenant', id: result.tenantId },
    details: { version: result.version },
  }),
});
