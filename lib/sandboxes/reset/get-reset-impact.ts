import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { env } from '../../env';
import { findVisibleSandbox } from '../find-visible-sandbox';
import { readImpact } from '../impact/read-impact';
import { readCopySamples } from './read-copy-samples';
import { readResetGround } from './read-reset-ground';
import { expectReset, whatResetGivesUp, whyNotReset, whyTooManyResets } from './reset';

/**
 * What a reset takes out of use, whom that meets, and how long it takes, shown before the name is typed. Rows that were written
 * are counted for all tables, or it says why they are not known. Throws `not_found` for another organization's.
 */
export const getResetImpact = defineQuery({
  name: 'sandbox.reset_impact',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const sandbox = await findVisibleSandbox(db(), actor, input.sandboxId);
    const now = await databaseNow(db());
    const [{ inUse, kept, ground, begun }, { activeCopy }, samples, impact] = await Promise.all([
      readResetGround(db(), sandbox.id, now),
      db().sandbox.findUniqueOrThrow({ where: { id: sandbox.id }, select: baselineColumns }),
      readCopySamples(),
      readImpact(sandbox.id),
    ]);
    const baseline = activeCopy?.baseline ?? null;
    const bytes = baseline?.bytes === null || !baseline ? null : Number(baseline.bytes);
    return {
      slug: sandbox.slug,
      objection: whyNotReset(sandbox, ground) ?? whyTooManyResets(begun, env().RESETS_PER_HOUR),
      ...impact,
      baseline: baseline && {
        madeAt: baseline.createdAt,
        isRefreshed: baseline.copy.handOver === 'on_decision',
        bytes,
      },
      expected: expectReset(bytes, samples),
      givesUp: whatResetGivesUp(inUse, kept),
    };
  },
});

const baselineColumns = {
  activeCopy: {
    select: { baseline: { select: { createdAt: true, bytes: true, copy: { select: { handOver: true } } } } },
  },
} as const;
