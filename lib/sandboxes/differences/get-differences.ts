import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { certificate } from '../../certificate-format/certificate';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { env } from '../../env';
import { notFound } from '../../errors';
import { configurationParts, productDefinition } from '../../products/product';
import { tenantLimits } from '../../provisioning';
import { connectionLimit } from '../build/load-plan';
import { differencesOfProof } from './differences-of-proof';

/**
 * What of a sandbox is otherwise than in production, from facts alone: what its product's definition and its request say was
 * copied, what the proof of the copy in use says was masked and left behind, the limits that its role and its API have.
 * Throws `not_found` for another organization's.
 */
export const getDifferences = defineQuery({
  name: 'sandbox.differences',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const sandbox = await db().sandbox.findFirst({
      where: { AND: [{ id: input.sandboxId }, organizationScope(actor)] },
      select: {
        slug: true,
        shape: true,
        configuration: true,
        features: true,
        activeCopy: { select: copyColumns },
        product: { select: { definition: true } },
        seedSet: { select: { title: true, version: true, rows: true } },
      },
    });
    if (!sandbox) throw notFound('sandbox');
    const { product, activeCopy, ...facts } = sandbox;
    const base = activeCopy && (await findBase(activeCopy));
    const definition = productDefinition.safeParse(product.definition).data;
    const offered = configurationParts.filter((part) => definition?.configuration[part]?.length);
    return {
      ...facts,
      referenceTables: definition?.referenceTables ?? [],
      /** Parts of production's configuration that were offered and not asked for. */
      notConfigured: offered.filter((part) => !facts.configuration.includes(part)),
      proof: base && (await proofOf(await findProven(base))),
      /** From which sandbox, and as of which moment, its rows were cloned; null once it was refreshed. */
      clonedFrom: base?.clone ? { slug: base.clone.slug, moment: base.clone.moment } : null,
      limits: { ...tenantLimits, connections: connectionLimit, callsPerMinute: env().CALLS_PER_MINUTE },
    };
  },
});

const copyColumns = { id: true, baseline: { select: { copyId: true } } } as const;
type Copied = { id: string; baseline: { copyId: string } | null };

/** The copy that a copy in use is at bottom: a reset is what its baseline was sealed of. */
async function findBase(copy: Copied) {
  const { sandbox, origin, request } = await db().sandboxCopy.findUniqueOrThrow({
    where: { id: copy.baseline?.copyId ?? copy.id },
    select: {
      origin: true,
      sandbox: { select: { slug: true } },
      request: {
        select: {
          cloneMoment: true,
          concerns: { select: { slug: true } },
          clonesCopy: { select: copyColumns },
        },
      },
    },
  });
  const id = copy.baseline?.copyId ?? copy.id;
  const { concerns, cloneMoment, clonesCopy } = request ?? {};
  const isClone = origin === 'sandbox' && concerns && cloneMoment && clonesCopy;
  return {
    id,
    slug: sandbox.slug,
    clone: isClone ? { slug: concerns.slug, moment: cloneMoment, clonesCopy } : null,
  };
}

/** Where the proof of a copy stands: a clone stands for what it was made from. */
async function findProven(base: Awaited<ReturnType<typeof findBase>>): Promise<{ id: string; slug: string }> {
  return base.clone ? findProven(await findBase(base.clone.clonesCopy)) : base;
}

/** What the latest proof of a copy says; null where it has none, since only a scrubbed snapshot does. */
async function proofOf({ id: copyId, slug }: { id: string; slug: string }) {
  const stored = await db().certificate.findFirst({
    where: { copyId, passed: true },
    orderBy: { createdAt: 'desc' },
    select: { document: true },
  });
  const document = certificate.safeParse(stored?.document).data;
  return document ? { ...differencesOfProof(document), href: `/s/${slug}/certificate?copy=${copyId}` } : null;
}
