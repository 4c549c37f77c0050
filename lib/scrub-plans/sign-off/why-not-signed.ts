import type { Tx } from '../../db/transaction';
import { KnownError } from '../../errors';
import { requireSignedPlan } from './require-signed-plan';

/**
 * Why a copy that waits may not be put into use for want of signatures, in words; null when it may, as where it stands under
 * no request. Reads alone.
 */
export async function whyNotSigned(
  tx: Tx,
  copy: { requestId: string | null; readyAt: Date | null },
): Promise<string | null> {
  if (copy.requestId === null) return null;
  try {
    await requireSignedPlan(tx, copy.requestId, copy.readyAt ? { handedOverAt: copy.readyAt } : {});
    return null;
  } catch (error) {
    if (error instanceof KnownError && error.code === 'not_signed') return error.message;
    throw error;
  }
}
