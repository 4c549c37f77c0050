import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { Prisma } from '../../db/generated/client';
import { databaseNow } from '../../db/transaction';
import { env } from '../../env';
import { copiedFiles } from '../copies/copy';
import { findVisibleSandbox } from '../find-visible-sandbox';
import { readImpact } from '../impact/read-impact';
import { readResetGround } from './read-reset-ground';
import { type CopySample, expectReset, whatResetGivesUp, whyNotReset, whyTooManyResets } from './reset';

/** As many of the latest copies as say something about today. */
const sampleSize = 20;

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
      readSamples(),
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

/** Databases that were copied on the cluster lately, latest first: baselines that were sealed, and resets. */
async function readSamples(): Promise<CopySample[]> {
  const found = await db().operation.findMany({
    where: { kind: 'build', state: 'succeeded', report: { not: Prisma.DbNull } },
    orderBy: { finishedAt: 'desc' },
    take: sampleSize,
    select: { report: true, startedAt: true, finishedAt: true, copy: { select: { origin: true } } },
  });
  return found.flatMap(({ report, startedAt, finishedAt, copy }) => {
    const copied = z.object({ copied: copiedFiles }).safeParse(report).data?.copied;
    if (!copied) return [];
    const isReset = copy?.origin === 'baseline';
    const wholeMs = isReset && startedAt && finishedAt ? finishedAt.getTime() - startedAt.getTime() : null;
    return [{ ...copied, wholeMs }];
  });
}
