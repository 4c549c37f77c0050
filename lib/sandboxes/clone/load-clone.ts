import { deriveRolePassword } from '../../credentials/derive-role-password';
import { db } from '../../db/client';
import { productDefinition } from '../../products/product';
import { type BuildOrder, tenantRole } from '../../provisioning';
import { requireSigned } from '../../scrub-plans/sign-off/require-signed-plan';
import { type CopyToBuild, connectionLimit } from '../build/load-plan';
import { clusterConnections } from '../cluster/cluster-connections';
import { requireCloneGround } from './require-clone-ground';

/**
 * What the engine needs to make a clone: the other sandbox's baseline, its role, and for a clone of it as it is now the
 * database that it has in use. No source is named and none is read. Returns the other sandbox's id where it is closed for that.
 * Throws `basis_changed` where it cannot be cloned any more, `not_signed` where the signature that it needs counts no more, so
 * that nothing is closed for it, and `unavailable` where the cluster is not set.
 */
export async function loadClone({ id, requestId, sandboxId }: CopyToBuild, attempt: number) {
  if (requestId === null) throw new Error('A clone stands under a request.');
  const from = await requireCloneGround(db(), requestId, 'begin');
  const { shape, product } = await db().sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { shape: true, product: { select: { definition: true } } },
  });
  if (shape === 'snapshot') await requireSigned(db(), requestId);
  const { schema } = productDefinition.parse(product.definition);
  const { database, fingerprint } = from.baseline;
  const plan: BuildOrder = {
    copyId: id,
    attempt,
    shape: 'clone',
    source: { schema },
    product: { schema, referenceTables: [], configuration: {} },
    configuration: [],
    seedSet: null,
    baseline: { database, fingerprint },
    clone: { role: from.copy.role, ...(from.moment === 'now' && { inUse: from.copy.database }) },
    role: { password: deriveRolePassword(tenantRole(id, attempt)), connectionLimit },
  };
  const closes = from.moment === 'now' ? from.sandboxId : null;
  return { plan, connections: clusterConnections(), closes };
}
