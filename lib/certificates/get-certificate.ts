import { z } from 'zod';
import { organizationScope } from '../access/organization-scope';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { certificate } from '../provisioning/proof/certificate';

/**
 * The latest certificate of the copy in use (before there is one, of what was built last) of the sandbox at `/s/<slug>`, or of the copy that is named (the living one of that name, or the last one that bore it), null
 * when there is none: only scrubbed snapshots have one. Throws `not_found` for an unknown name and for another
 * organization's alike.
 */
export const getCertificate = defineQuery({
  name: 'certificate.get',
  input: z.object({ slug: z.string().regex(/^[\w-]{1,60}$/), copy: idInput.optional() }),
  allow: 'certificate:read',
  run: async ({ input, actor }) => {
    const found = await db().sandbox.findFirst({
      where: { AND: [{ slug: input.slug }, organizationScope(actor)] },
      orderBy: { createdAt: 'desc' },
      select: {
        id: true,
        slug: true,
        shape: true,
        state: true,
        organization: { select: { name: true } },
        product: { select: { name: true } },
        copies: { where: { state: 'active' }, select: { id: true } },
      },
    });
    if (!found) throw notFound('sandbox');
    const { copies, ...sandbox } = found;
    const copyId = input.copy ?? copies[0]?.id;
    const latest = await db().certificate.findFirst({
      where: { sandboxId: found.id, ...(copyId ? { copyId } : {}) },
      orderBy: { createdAt: 'desc' },
      select: { id: true, document: true, hash: true, passed: true, createdAt: true },
    });
    return {
      sandbox,
      certificate: latest ? { ...latest, document: certificate.parse(latest.document) } : null,
    };
  },
});
