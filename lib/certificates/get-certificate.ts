import { z } from 'zod';
import { organizationScope } from '../access/organization-scope';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { certificate } from '../provisioning/proof/certificate';

/**
 * The latest certificate of the sandbox at `/s/<slug>` (the living one of that name, or the last one that bore it), null
 * when there is none: only scrubbed snapshots have one. Throws `not_found` for an unknown name and for another
 * organization's alike.
 */
export const getCertificate = defineQuery({
  name: 'certificate.get',
  input: z.object({ slug: z.string().regex(/^[\w-]{1,60}$/) }),
  allow: 'certificate:read',
  run: async ({ input, actor }) => {
    const found = await db().sandbox.findFirst({
      where: { AND: [{ slug: input.slug }, organizationScope(actor)] },
      orderBy: { createdAt: 'desc' },
      select: {
        slug: true,
        shape: true,
        state: true,
        organization: { select: { name: true } },
        product: { select: { name: true } },
        certificates: {
          orderBy: { createdAt: 'desc' },
          take: 1,
          select: { id: true, document: true, hash: true, passed: true, createdAt: true },
        },
      },
    });
    if (!found) throw notFound('sandbox');
    const {
      certificates: [latest],
      ...sandbox
    } = found;
    return {
      sandbox,
      certificate: latest ? { ...latest, document: certificate.parse(latest.document) } : null,
    };
  },
});
