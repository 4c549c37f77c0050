import type { Lease } from './lease';
import type { Met } from './met';

/** Why the work is told to stop before its end. */
export type StopReason = 'cancel' | 'lost' | 'shutdown';

/** What the work of one kind is given, and what it may rely on. */
export type OperationContext = {
  lease: Lease;
  sandboxId: string;
  /** The copy that it is about; null for what concerns the sandbox as a whole. */
  copyId: string | null;
  /** Aborted with a StopReason. */
  signal: AbortSignal;
  /** Throws when another worker has taken over; asked before every step whose effect others could see. */
  assertHeld: () => Promise<void>;
};

/**
 * How the work ended; `returned` work goes back to the queue for another worker. So does work that met something which
 * passes; where it `waits` for that to pass, each attempt comes later than the one before it.
 */
export type OperationEnd = 'finished' | 'returned' | { met: Met; waits: boolean };
