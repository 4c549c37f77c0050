import { ProvisioningError } from '../../provisioning-error';
import type { SnapshotLimits } from '../limits';

/** Why a snapshot of the source is let go before the work in it is done. */
export function heldTooLong({ heldMs }: Pick<SnapshotLimits, 'heldMs'>): ProvisioningError {
  const seconds = Math.round(heldMs / 1_000);
  return new ProvisioningError(
    'time_exceeded',
    `The source's snapshot was held for ${seconds} s, the most it may be.`,
  );
}
