import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { notFound } from '../../errors';
import { judgeDestruction } from './judge-destruction';

/**
 * The certificate of a destroyed sandbox, by its own id: the sandbox's name may be another one's by now. The document names
 * nobody; who it was and what the sandbox was called are told from the rows, as far as they are still there. Throws
 * `not_found` for an unknown id and for another organization's alike.
 */
export const getDestructionCertificate = defineQuery({
  name: 'certificate.get_destruction',
  input: z.object({ id: idInput }),
  allow: 'certificate:read',
  run: async ({ input, actor }) => {
    const found = await db().destructionCertificate.findFirst({
      where: { id: input.id, sandbox: organizationScope(actor) },
      select: {
        id: true,
        sandboxId: true,
        document: true,
        hash: true,
        issuedAt: true,
        sandbox: {
          select: {
            slug: true,
            organization: { select: { name: true } },
            product: { select: { name: true } },
          },
        },
      },
    });
    if (!found) throw notFound('certificate');
    const { document, authenticity } = await judgeDestruction(found);
    const by = document.destroyed.by;
    const person = by ? await db().person.findUnique({ where: { id: by }, select: { name: true } }) : null;
    return { ...found, document, authenticity, destroyedBy: person?.name ?? null };
  },
});
