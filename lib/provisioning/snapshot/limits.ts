import { ProvisioningError } from '../provisioning-error';

/**
 * What a copy may cost the source. The defaults are for a production server that other people depend on; each is a
 * ceiling after which the copy gives up with a named failure and leaves nothing.
 */
export type SnapshotLimits = {
  /** How long to wait for a lock on the source before giving up; whoever comes after us would wait as long. */
  lockTimeoutMs: number;
  /** How long the source's snapshot may be held. While it is, vacuum removes no row that died since. */
  heldMs: number;
  /** How long a session of the source may wait for a lock of ours, say for ALTER TABLE, before we give way. */
  blockingMs: number;
  /** Ceiling on the bytes read per second over all workers, after masking; none when left out. */
  bytesPerSecond?: number | undefined;
  /** Memory for one index build on the target, in MB; each worker takes as much. */
  indexMemoryMb: number;
};

export const defaultLimits: SnapshotLimits = {
  lockTimeoutMs: 5_000,
  heldMs: 60 * 60_000,
  blockingMs: 3_000,
  indexMemoryMb: 256,
};

/** Why a snapshot of the source is let go before the work in it is done. */
export function heldTooLong({ heldMs }: Pick<SnapshotLimits, 'heldMs'>): ProvisioningError {
  const seconds = Math.round(heldMs / 1_000);
  return new ProvisioningError(
    'time_exceeded',
    `The source's snapshot was held for ${seconds} s, the most it may be.`,
  );
}
