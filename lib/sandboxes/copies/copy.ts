import { z } from 'zod';

/**
 * The vocabulary of copies: the databases that a sandbox has had, one at a time in use.
 *
 * A sandbox's first build makes its first copy, active at once. A refresh builds another beside it; built, that waits to
 * be activated or discarded, and is discarded by itself when nobody decides. Whichever copy is put out of use by an
 * activation or a roll back is kept for some days, closed to everyone, and can be returned to until then: a roll back is
 * itself undone by another. One copy is kept at most; a later activation drops it. A build that failed or was cancelled
 * is an end, since trying again makes another copy.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

export type CopyState =
  | 'building'
  | 'waiting'
  | 'active'
  | 'kept'
  | 'dropping'
  | 'dropped'
  | 'failed'
  | 'cancelled';

/** From each state, where it may go. `moveCopy` accepts no other pair. */
export const copyTransitions = {
  building: ['waiting', 'failed', 'cancelled'],
  waiting: ['active', 'dropping'],
  active: ['kept', 'dropping'],
  kept: ['active', 'dropping'],
  dropping: ['dropped'],
  dropped: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<CopyState, readonly CopyState[]>;

export const copyStateLabels: Record<CopyState, string> = {
  building: 'Being built',
  waiting: 'Waiting to be activated',
  active: 'In use',
  kept: 'Kept for a roll back',
  dropping: 'Being dropped',
  dropped: 'Dropped',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/**
 * How full a copy is, by table of the product's schema: rows, whether they were counted or estimated, and how many rows
 * were written since the database exists, as its own counters say.
 */
export const copyMeasure = z.record(
  z.string(),
  z.strictObject({
    rows: z.int().nonnegative(),
    isExact: z.boolean(),
    writes: z.int().nonnegative(),
  }),
);
export type CopyMeasure = z.infer<typeof copyMeasure>;
