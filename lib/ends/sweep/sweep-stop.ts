import { z } from 'zod';

/**
 * The vocabulary of stopped sweeps: a sweep that would suspend or drop more than it may takes nothing, and asks a person to
 * look at what it would take. What they allow is done by the next sweep.
 *
 * Safe in the browser: imports zod alone.
 */

/** What a sweep would take away, and of which sandbox. */
export const sweepActs = z.array(
  z.strictObject({ sandboxId: z.string(), slug: z.string(), act: z.enum(['suspend', 'drop']) }),
);
export type SweepActs = z.infer<typeof sweepActs>;

/** Fewer than this are taken without asking, however small the fleet is. */
const leastLimit = 20;
/** The share of the fleet that one sweep may take. */
const shareLimit = 0.02;

/** How many sandboxes one sweep may suspend or drop by itself. */
export function sweepLimit(fleet: number): number {
  return Math.max(leastLimit, Math.floor(fleet * shareLimit));
}

/** For how long what was allowed may be done: the fleet of another day is another decision. */
export const allowedMs = 24 * 3_600_000;
