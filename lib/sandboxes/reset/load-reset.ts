import { deriveRolePassword } from '../../credentials/derive-role-password';
import { db } from '../../db/client';
import { productDefinition } from '../../products/product';
import type { BuildOrder } from '../../provisioning';
import { type CopyToBuild, connectionLimit } from '../build/load-plan';
import { clusterConnections } from '../cluster/cluster-connections';

/**
 * What the engine needs to make a reset: the baseline that the copy was begun from, and the role whose rights are in it. No
 * source is named and none is read, so that a reset goes on working whatever becomes of the source. Throws `unavailable` where
 * the cluster is not set.
 */
export async function loadReset(copy: Pick<CopyToBuild, 'id'>, attempt: number) {
  const {
    baseline,
    keepsTables: tables,
    sandbox,
  } = await db().sandboxCopy.findUniqueOrThrow({
    where: { id: copy.id },
    select: {
      baseline: { select: { database: true, role: true, fingerprint: true } },
      keepsTables: true,
      sandbox: {
        select: { product: { select: { definition: true } }, activeCopy: { select: { database: true } } },
      },
    },
  });
  if (!baseline) throw new Error('A reset begins from a baseline.');
  const { schema } = productDefinition.parse(sandbox.product.definition);
  const { database, role, fingerprint } = baseline;
  const from = sandbox.activeCopy?.database;
  const plan: BuildOrder = {
    copyId: copy.id,
    attempt,
    shape: 'baseline',
    source: { schema },
    product: { schema, referenceTables: [], configuration: {} },
    configuration: [],
    seedSet: null,
    baseline: { database, fingerprint, ...(from && tables.length > 0 && { keeps: { from, tables } }) },
    role: { name: role, password: deriveRolePassword(role), connectionLimit },
  };
  return { plan, connections: clusterConnections() };
}
