import { z } from 'zod';
import { organizationScope } from '../access/organization-scope';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { judgeAuthenticity } from './judge-authenticity';

/**
 * The latest certificate of the copy in use, or of what was built last before there is one, of the sandbox at
 * `/s/<slug>`: the living one of that name, or the last that bore it. A copy that is named is found under every sandbox
 * that bore the name. Null when there is none: only scrubbed snapshots have one. Says whether the document is the one
 * that was made. Throws `not_found` for an unknown name and for another organization's alike.
 */
export const getCertificate = defineQuery({
  name: 'certificate.get',
  input: z.object({ slug: z.string().regex(/^[\w-]{1,60}$/), copy: idInput.optional() }),
  allow: 'certificate:read',
  run: async ({ input, actor }) => {
    const found = await db().sandbox.findFirst({
      where: {
        AND: [{ slug: input.slug }, organizationScope(actor), input.copy ? bearing(input.copy) : {}],
      },
      orderBy: { createdAt: 'desc' },
      select: {
        id: true,
        slug: true,
        shape: true,
        state: true,
        destroyedAt: true,
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
      select: {
        id: true,
        sandboxId: true,
        operationId: true,
        document: true,
        hash: true,
        passed: true,
        createdAt: true,
      },
    });
    return {
      sandbox,
      certificate: latest ? { ...latest, ...(await judgeAuthenticity(latest)) } : null,
    };
  },
});

/** A sandbox by one of its copies; the first goes by the sandbox's own id, and a proof may outlive a copy that failed. */
const bearing = (copy: string) => ({
  OR: [{ id: copy }, { copies: { some: { id: copy } } }, { certificates: { some: { copyId: copy } } }],
});
