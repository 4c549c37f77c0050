import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { Prisma } from '../../db/generated/client';
import { databaseNow } from '../../db/transaction';
import { env } from '../../env';
import { productDefinition } from '../../products/product';
import { copiedFiles } from '../copies/copy';
import { lookInto, measuredColumns, sumOf } from '../copies/look-into';
import { findVisibleSandbox } from '../find-visible-sandbox';
import { readResetGround } from './read-reset-ground';
import { type CopySample, expectReset, whatResetGivesUp, whyNotReset, whyTooManyResets } from './reset';

/** How far back "used lately" looks. */
const recentMs = 24 * 3_600_000;
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
    const [{ inUse, kept, ground, begun }, found, samples] = await Promise.all([
      readResetGround(db(), sandbox.id, now),
      db().sandbox.findUniqueOrThrow({ where: { id: sandbox.id }, select: impactColumns }),
      readSamples(),
    ]);
    const { activeCopy, apiKeys, people, product } = found;
    const { schema } = productDefinition.parse(product.definition);
    const look = await lookInto(activeCopy ?? undefined, schema);
    const baseline = activeCopy?.baseline ?? null;
    const bytes = baseline?.bytes === null || !baseline ? null : Number(baseline.bytes);
    const recent = new Date(now.getTime() - recentMs);
    return {
      slug: sandbox.slug,
      objection: whyNotReset(sandbox, ground) ?? whyTooManyResets(begun, env().RESETS_PER_HOUR),
      /** What was written, by table, most first; tables in which nothing was written are left out. */
      tables: Object.entries(look.written ?? {})
        .map(([table, written]) => ({ table, written, rows: look.rows?.[table]?.rows ?? null }))
        .filter(({ written }) => written > 0)
        .sort((left, right) => right.written - left.written),
      written: look.written && sumOf(look.written),
      whyUnknown: look.whyUnknown,
      inUseSince: activeCopy?.activatedAt ?? activeCopy?.readyAt ?? null,
      baseline: baseline && {
        madeAt: baseline.createdAt,
        isRefreshed: baseline.copy.handOver === 'on_decision',
        bytes,
      },
      keys: apiKeys.map(({ createdBy, ...key }) => ({
        ...key,
        createdBy: createdBy.name,
        isUsedLately: key.lastUsedAt !== null && key.lastUsedAt >= recent,
      })),
      people: people.length,
      peopleSeenLately: people.filter(({ lastSeenAt }) => lastSeenAt !== null && lastSeenAt >= recent).length,
      expected: expectReset(bytes, samples),
      givesUp: whatResetGivesUp(inUse, kept),
    };
  },
});

const impactColumns = {
  people: { where: { removedAt: null }, select: { lastSeenAt: true } },
  product: { select: { definition: true } },
  apiKeys: {
    where: { revokedAt: null },
    orderBy: { lastUsedAt: { sort: 'desc', nulls: 'last' } },
    select: { id: true, label: true, lastUsedAt: true, createdBy: { select: { name: true } } },
  },
  activeCopy: {
    select: {
      ...measuredColumns,
      baseline: { select: { createdAt: true, bytes: true, copy: { select: { handOver: true } } } },
    },
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
