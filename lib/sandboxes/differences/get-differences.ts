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
        activeCopy: { select: { id: true, baseline: { select: { copyId: true } } } },
        product: { select: { definition: true } },
        seedSet: { select: { title: true, version: true, rows: true } },
      },
    });
    if (!sandbox) throw notFound('sandbox');
    const { product, activeCopy, ...facts } = sandbox;
    const definition = productDefinition.safeParse(product.definition).data;
    const offered = configurationParts.filter((part) => definition?.configuration[part]?.length);
    return {
      ...facts,
      referenceTables: definition?.referenceTables ?? [],
      /** Parts of production's configuration that were offered and not asked for. */
      notConfigured: offered.filter((part) => !facts.configuration.includes(part)),
      proof: activeCopy ? await proofOf(activeCopy.baseline?.copyId ?? activeCopy.id) : null,
      limits: { ...tenantLimits, connections: connectionLimit, callsPerMinute: env().CALLS_PER_MINUTE },
    };
  },
});

/**
 * What the latest proof of a copy says; null where it has none, since only a scrubbed snapshot does. A reset is proven by the
 * copy that its baseline was sealed of.
 */
async function proofOf(copyId: string) {
  const stored = await db().certificate.findFirst({
    where: { copyId, passed: true },
    orderBy: { createdAt: 'desc' },
    select: { document: true },
  });
  const document = certificate.safeParse(stored?.document).data;
  return document ? differencesOfProof(document) : null;
}
