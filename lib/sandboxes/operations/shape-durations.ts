import { db } from '../../db/client';

/** As many of the latest builds of a shape as say something about today. */
const sampleSize = 50;

export type ShapeDuration = { shape: string; builds: number; p50Ms: number; p90Ms: number };

/** How long the latest builds of each shape took here, from a worker taking them to ready; shapes never built are left out. */
export async function shapeDurations(): Promise<ShapeDuration[]> {
  const shapes = ['blank', 'seeded', 'snapshot'] as const;
  const found = await Promise.all(
    shapes.map(async (shape) => {
      const builds = await db().operation.findMany({
        where: {
          kind: 'build',
          state: 'succeeded',
          copy: { handOver: 'at_once', origin: { notIn: ['baseline', 'sandbox'] } },
          sandbox: { shape },
        },
        orderBy: { createdAt: 'desc' },
        take: sampleSize,
        select: { startedAt: true, finishedAt: true },
      });
      const durations = builds
        .flatMap(({ startedAt, finishedAt }) =>
          startedAt && finishedAt ? [finishedAt.getTime() - startedAt.getTime()] : [],
        )
        .sort((a, b) => a - b);
      return {
        shape,
        builds: durations.length,
        p50Ms: quantile(durations, 0.5),
        p90Ms: quantile(durations, 0.9),
      };
    }),
  );
  return found.filter((each) => each.builds > 0);
}

const quantile = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
