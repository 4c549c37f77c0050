import { z } from 'zod';
import { organizationScope } from '../access/organization-scope';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { canonicalHash } from '../plan-format/canonical-hash';
import { slugInput } from '../sandboxes/sandbox';
import { judgeAuthenticity } from './judge-authenticity';
import { readSignedBasis } from './read-signed-basis';

/**
 * The latest certificate of the copy in use, or of what was built last before there is one, of the sandbox at
 * `/s/<slug>`: the living one of that name, or the last that bore it. A copy that is named is found under every sandbox
 * that bore the name. Null when there is none: only scrubbed snapshots have one. Says whether the document is the one
 * that was made, what people signed for its copy, and which columns the plan behind it keeps. Throws `not_found` for an unknown name and for another organization's alike.
 */
export const getCertificate = defineQuery({
  name: 'certificate.get',
  input: z.object({ slug: slugInput, copy: idInput.optional() }),
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
        tenantId: true,
        requestId: true,
        organization: { select: { name: true } },
        product: { select: { name: true } },
        copies: { where: input.copy ? { id: input.copy } : { state: 'active' }, select: provenAs },
      },
    });
    if (!found) throw notFound('sandbox');
    const { copies, ...sandbox } = found;
    const [asked] = copies;
    const copyId = asked?.baseline?.copyId ?? asked?.id;
    const latest = await db().certificate.findFirst({
      where: { sandboxId: found.id, ...(copyId ? { copyId } : {}) },
      orderBy: { createdAt: 'desc' },
      select: {
        id: true,
        sandboxId: true,
        copyId: true,
        operationId: true,
        document: true,
        hash: true,
        passed: true,
        createdAt: true,
      },
    });
    if (!latest) return { sandbox, certificate: null };
    const judged = await judgeAuthenticity(latest);
    const basis = await readSignedBasis({ ...latest, sandbox: found }, judged.document);
    /** The one hash of all schemas, as a manifest names it. */
    const structureHash = canonicalHash(judged.document.structure);
    return { sandbox, certificate: { ...latest, ...judged, ...basis, structureHash } };
  },
});

/** A reset has the rows of the copy that its baseline was sealed of, and is proven by that one's certificate. */
const provenAs = { id: true, baseline: { select: { copyId: true } } } as const;

/** A sandbox by one of its copies. */
const bearing = (copy: string) => ({ copies: { some: { id: copy } } });
