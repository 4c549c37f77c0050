import { holdRows } from '../../db/lock';
import type { Tx } from '../../db/transaction';
import { KnownError } from '../../errors';
import { ProvisioningError } from '../../provisioning';
import { holdSigned } from '../../scrub-plans/sign-off/hold-signed';
import { requireSigned, requireSignedPlan } from '../../scrub-plans/sign-off/require-signed-plan';
import { requireCloneGround } from '../clone/require-clone-ground';
import { lockCopies } from '../copies/move-copy';
import { type BuildBasis, readBasis, whyOtherBasis } from './basis';

/**
 * What a build stands on is asked a second time at the moment when its copy is handed over: hours may have passed since
 * it began. Asked in the transaction that hands over, with everything held that could take the ground away, so that of a
 * hand-over and whatever voids it one comes first as a whole.
 *
 * Throws `not_signed`, `source_moved` or `basis_changed` with the sentence that says why; nothing is handed over then.
 */
export async function requireGround(
  tx: Tx,
  { copyId, basis }: { copyId: string; basis: BuildBasis | null },
): Promise<void> {
  const { origin, requestId, sandboxId, sandbox } = await tx.sandboxCopy.findUniqueOrThrow({
    where: { id: copyId },
    select: {
      origin: true,
      requestId: true,
      sandboxId: true,
      sandbox: { select: { tenantId: true, productId: true } },
    },
  });
  if (origin === 'sandbox') return requireCloneStands(tx, requestId);
  const isSigned = origin === 'production' && requestId !== null;
  if (isSigned) await holdSigned(tx, requestId);
  await holdRows(tx, 'Tenant', [sandbox.tenantId]);
  await holdRows(tx, 'Product', [sandbox.productId]);
  const present = await readBasis(tx, sandboxId);
  if (isSigned) await requireSignedPlan(tx, requestId);
  const changed = basis && whyOtherBasis(basis, present.basis);
  if (changed) throw new KnownError('basis_changed', changed);
}

/**
 * A clone stands on the sandbox that it was made from, and on the signature that covers what came from production. The other's
 * copies stay locked, so that a quarantine comes wholly before the hand-over, or wholly after it.
 */
async function requireCloneStands(tx: Tx, requestId: string | null): Promise<void> {
  if (requestId === null) throw new Error('A clone stands under a request.');
  const { shape, concernsId } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { shape: true, concernsId: true },
  });
  await lockCopies(tx, concernsId ?? '');
  await holdSigned(tx, requestId);
  await requireCloneGround(tx, requestId, 'hand_over');
  if (shape === 'snapshot') await requireSigned(tx, requestId);
}

/** How a build fails whose ground went away. */
const groundCodes = ['not_signed', 'source_moved', 'basis_changed'] as const;

/** What such a failure is told as, with its remedy; null for any other error. Pure. */
export function groundFailure(error: unknown) {
  const code = groundCodes.find((each) => error instanceof KnownError && error.code === each);
  if (!code || !(error instanceof KnownError)) return null;
  const { message, remedy } = new ProvisioningError(code, error.message);
  return { step: 'hand-over', code, message, remedy };
}

/** Whether a failure is one of those, by the code that is recorded of it. Pure. */
export function isGroundCode(code: string): boolean {
  return groundCodes.some((each) => each === code);
}
