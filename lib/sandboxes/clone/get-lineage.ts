import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { notFound } from '../../errors';

/** Clones that a sandbox's page names; the list of sandboxes has them all. */
const shownClones = 20;

/**
 * From which sandbox this one was cloned, as of which moment, and which were cloned from it. Throws `not_found` for another
 * organization's.
 */
export const getLineage = defineQuery({
  name: 'sandbox.lineage',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const found = await db().sandbox.findFirst({
      where: { AND: [{ id: input.sandboxId }, organizationScope(actor)] },
      select: {
        copies: {
          where: { origin: 'sandbox', readyAt: { not: null } },
          select: { operations: { where: { kind: 'build' }, select: { startedAt: true } } },
        },
        request: {
          select: {
            kind: true,
            cloneMoment: true,
            concerns: { select: { slug: true, state: true } },
            clonesCopy: { select: { baseline: { select: { createdAt: true } } } },
          },
        },
        concerning: {
          where: { kind: 'clone', sandbox: { isNot: null } },
          orderBy: { number: 'desc' },
          take: shownClones,
          select: {
            cloneMoment: true,
            sandbox: { select: { id: true, slug: true, state: true, createdAt: true } },
          },
        },
      },
    });
    if (!found) throw notFound('sandbox');
    const { kind, concerns, cloneMoment, clonesCopy } = found.request;
    const from =
      kind === 'clone' && concerns && cloneMoment
        ? {
            ...concerns,
            moment: cloneMoment,
            /** The moment of which its rows are; of one as it was then, when its build began. Null until it is made. */
            asOf:
              cloneMoment === 'now'
                ? (found.copies[0]?.operations[0]?.startedAt ?? null)
                : (clonesCopy?.baseline?.createdAt ?? null),
          }
        : null;
    const clones = found.concerning.flatMap(({ sandbox, cloneMoment: moment }) =>
      sandbox && moment ? [{ ...sandbox, moment }] : [],
    );
    return { from, clones };
  },
});
