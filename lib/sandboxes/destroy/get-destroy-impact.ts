import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { findVisibleSandbox } from '../find-visible-sandbox';
import { readImpact } from '../impact/read-impact';
import { countParts, type EndingName, endingNames, endingParts } from '../parts/sandbox-parts';
import { whyNotDestroy, whyNotRetire } from '../sandbox';

/** What goes away with a sandbox, shown before its name is typed. Throws `not_found` for another organization's. */
export const getDestroyImpact = defineQuery({
  name: 'sandbox.destroy_impact',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const sandbox = await findVisibleSandbox(db(), actor, input.sandboxId);
    const [parts, impact, { activeCopyId }] = await Promise.all([
      countParts(db(), sandbox.id),
      readImpact(sandbox.id),
      db().sandbox.findUniqueOrThrow({ where: { id: sandbox.id }, select: { activeCopyId: true } }),
    ]);
    return {
      slug: sandbox.slug,
      whyNotRetire: whyNotRetire(sandbox.state),
      whyNotDestroy: actor.kind === 'person' ? whyNotDestroy(sandbox, actor.role) : null,
      impact,
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
