import { z } from 'zod';
import type { Tx } from '../../db/transaction';
import { KnownError } from '../../errors';
import { canonicalHash } from '../../plan-format/canonical-hash';
import { productDefinition } from '../../products/product';
import { placeColumns, sourceOf } from '../../products/tenant';

/** By hash, what a copy is built from beside a signed plan: where its source lies, and how its product is built. */
export const buildBasis = z.strictObject({ source: z.string(), product: z.string() });
export type BuildBasis = z.infer<typeof buildBasis>;

/**
 * What a sandbox is built from as it is registered now. Throws `source_moved` where the source was registered for another
 * customer than the sandbox is for.
 */
export async function readBasis(tx: Tx, sandboxId: string) {
  const { organizationId, tenant, product } = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: {
      organizationId: true,
      tenant: { select: { ...placeColumns, organizationId: true } },
      product: { select: { definition: true } },
    },
  });
  if (tenant.organizationId !== organizationId)
    throw new KnownError('source_moved', 'The source was registered for another customer since.');
  const source = sourceOf(tenant);
  const definition = productDefinition.parse(product.definition);
  const { schema, referenceTables, configuration, canaries } = definition;
  const basis: BuildBasis = {
    source: canonicalHash(source),
    product: canonicalHash({ schema, referenceTables, configuration, canaries }),
  };
  return { source, product: definition, basis };
}

/** In words, what of it was registered otherwise since a build began; null where nothing was. Pure. */
export function whyOtherBasis(before: BuildBasis, after: BuildBasis): string | null {
  if (before.source !== after.source) return 'The source was registered at another place while it was read.';
  return before.product === after.product
    ? null
    : 'The product’s definition was changed while the sandbox was built.';
}
