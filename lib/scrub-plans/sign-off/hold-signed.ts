import { holdRows } from '../../db/lock';
import type { Tx } from '../../db/transaction';
import { lockPlan } from '../lock-plan';

/**
 * Holds all that the signatures under a request rest on until the transaction ends: the source's plan, the request, the
 * signatures, those who signed, and where the source lies. Whatever takes something of it away (a version of the plan, a
 * move of the request, disabling a signer) comes wholly before what the caller then decides, or wholly after it. Taken
 * once copies are locked, as signing what concerns a sandbox does. A request that is gone holds nothing.
 */
export async function holdSigned(tx: Tx, requestId: string): Promise<void> {
  const request = await tx.request.findUnique({ where: { id: requestId }, select: { tenantId: true } });
  if (!request) return;
  await lockPlan(tx, request.tenantId);
  await holdRows(tx, 'Request', [requestId]);
  const signatures = await tx.signature.findMany({
    where: { requestId },
    select: { id: true, signedById: true },
  });
  const idsOf = (key: 'id' | 'signedById') => signatures.map((signature) => signature[key]);
  await holdRows(tx, 'Signature', idsOf('id'));
  await holdRows(tx, 'Person', idsOf('signedById'));
  await holdRows(tx, 'Tenant', [request.tenantId]);
}
