import { z } from 'zod';
import { db } from '../../db/client';
import { Prisma } from '../../db/generated/client';
import { copiedFiles } from '../copies/copy';
import type { CopySample } from './reset';

/** As many of the latest copies as say something about today. */
const sampleSize = 20;

/** Databases that were copied on the cluster lately, latest first: baselines that were sealed, and resets. */
export async function readCopySamples(): Promise<CopySample[]> {
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
