import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { findVisibleSandbox } from '../find-visible-sandbox';
import { countParts, type EndingName, endingNames, endingParts } from '../parts/sandbox-parts';
import { whyNotDestroy, whyNotRetire } from '../sandbox';

/** How far back "used lately" looks. */
const recentMs = 24 * 3_600_000;

/** What goes away with a sandbox, shown before its name is typed. Throws `not_found` for another organization's. */
export const getDestroyImpact = defineQuery({
  name: 'sandbox.destroy_impact',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const sandbox = await findVisibleSandbox(db(), actor, input.sandboxId);
    const recent = new Date((await databaseNow(db())).getTime() - recentMs);
    const live = { sandboxId: sandbox.id, revokedAt: null };
    const [parts, usedLately, { activeCopyId }] = await Promise.all([
      countParts(db(), sandbox.id),
      db().apiKey.count({ where: { ...live, lastUsedAt: { gte: recent } } }),
      db().sandbox.findUniqueOrThrow({
        where: { id: sandbox.id },
        select: { activeCopyId: true },
      }),
    ]);
    return {
      slug: sandbox.slug,
      whyNotRetire: whyNotRetire(sandbox.state),
      whyNotDestroy: actor.kind === 'person' ? whyNotDestroy(sandbox, actor.role) : null,
      keys: parts.keys,
      keysUsedWithin24h: usedLately,
      people: parts.people,
      hasDatabase: activeCopyId !== null,
      /** Copies beside the one in use: one that waits, one that is kept. */
      otherCopies: Math.max(0, parts.copies - 1),
      /** Everything that ends with it, by its name in the plural; what there is none of is left out. */
      parts: endingNames.flatMap((name) => describe(name, parts[name])),
    };
  },
});

function describe(name: EndingName, count: number): string[] {
  const [one, many] = endingParts[name].title;
  return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
}
