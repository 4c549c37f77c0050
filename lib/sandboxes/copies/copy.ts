import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { type RequestState, reason, type Shape } from '../../requests/request';
import { isShut, type SandboxState, type ShutState, sandboxStateLabels } from '../sandbox';

/**
 * The vocabulary of copies: the databases of a sandbox, one at a time in use.
 *
 * A copy begins when it is asked for: scheduled where it starts on a later day, else building. Its hand-over says what
 * happens once it is built. The first copy of a sandbox goes into use at once, and so does a reset, which is made from the
 * sealed baseline of the copy in use and takes its place. A refresh is built beside the copy in use and
 * then waits for somebody to activate or discard it; it is discarded by itself when nobody decides or its signatures count
 * no more. A copy that an activation or a roll back puts out of use is kept for some days, closed to everyone, and can be
 * returned to until then: a roll back is itself undone by another. One copy is kept at most; a later activation drops it. A
 * build that failed or was cancelled is an end, since trying again makes another copy.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

/** Where the rows of a copy come from. */
export type CopyOrigin = 'blank' | 'seed_set' | 'production' | 'baseline' | 'sandbox';

/** What happens to a copy once it is built: it goes into use at once, or waits for a person's decision. */
export type CopyHandOver = 'at_once' | 'on_decision';

/** Where the rows of a sandbox of this shape come from. */
export const originOf = {
  blank: 'blank',
  seeded: 'seed_set',
  snapshot: 'production',
} as const satisfies Record<Shape, CopyOrigin>;

export type CopyState =
  | 'scheduled'
  | 'building'
  | 'waiting'
  | 'active'
  | 'kept'
  | 'dropping'
  | 'dropped'
  | 'failed'
  | 'cancelled';

/** States in which something of a copy may be on the cluster and is meant to be. */
export const onClusterStates = [
  'building',
  'waiting',
  'active',
  'kept',
] as const satisfies readonly CopyState[];

/** From each state, where it may go. `moveCopy` accepts no other pair. */
export const copyTransitions = {
  scheduled: ['building'],
  building: ['active', 'waiting', 'failed', 'cancelled'],
  waiting: ['active', 'dropping'],
  active: ['kept', 'dropping'],
  kept: ['active', 'dropping'],
  dropping: ['dropped'],
  dropped: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<CopyState, readonly CopyState[]>;

export const copyStateLabels: Record<CopyState, string> = {
  scheduled: 'Scheduled',
  building: 'Being built',
  waiting: 'Waiting to be activated',
  active: 'In use',
  kept: 'Kept for a roll back',
  dropping: 'Being dropped',
  dropped: 'Dropped',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export type CopyDropReason =
  | 'discarded'
  | 'not_activated'
  | 'not_signed'
  | 'kept_long_enough'
  | 'replaced'
  | 'sandbox_destroyed';

export const copyDropReasonLabels: Record<CopyDropReason, string> = {
  discarded: 'discarded',
  not_activated: 'not activated in time',
  not_signed: 'its signature counted no more',
  kept_long_enough: 'kept long enough',
  replaced: 'a later one took its place',
  sandbox_destroyed: 'the sandbox was destroyed',
};

/** Two working weeks to test an integration against the new copy's data. */
export const decideDays = 14;
/** A week, so that what is only noticed on the next weekly run can still be undone. */
export const keepDays = 7;

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

/** How the cluster copied the files of a database, its size, and how long that took. */
export const copiedFiles = z.strictObject({
  method: z.enum(['clone', 'files', 'unknown']),
  bytes: z.int().nonnegative(),
  ms: z.int().nonnegative(),
});
export type CopiedFiles = z.infer<typeof copiedFiles>;

/** Why no refresh can be asked for now, in words; null when it can. */
export function whyNotRefresh(
  sandbox: { state: SandboxState; shape: Shape; expiresAt: Date },
  at: {
    now: Date;
    /** The number of the request that asks for one already. */
    openRequest: number | null;
    /** The copy that is built or waits. */
    toCome: CopyState | null;
    busy: Busy | null;
  },
): string | null {
  if (sandbox.shape !== 'snapshot') return 'Only a scrubbed snapshot is refreshed: it alone holds a copy.';
  if (sandbox.state !== 'ready') return 'Only a sandbox that is ready can be refreshed.';
  if (sandbox.expiresAt <= at.now) return 'The sandbox’s days are over; ask for another one.';
  if (at.openRequest !== null) return `Request #${at.openRequest} asks for it already.`;
  if (at.busy === 'reset') return 'The sandbox is being reset; cancel that or wait for it.';
  if (at.toCome === 'waiting') return 'A refreshed copy waits; activate or discard it first.';
  if (at.toCome !== null) return 'A refreshed copy is being built; cancel it or wait for it.';
  return null;
}

/** Why nothing is put into use while it is shut. */
export const whileShut = (state: ShutState) =>
  `The sandbox is ${sandboxStateLabels[state].toLowerCase()}; it has to be opened again first.`;

/** Why another copy is not put into use while one is made of what is in use now. */
export const whileCloned = 'The sandbox is being cloned as it is now; look again once that is done.';

/** Why this copy cannot be put into use now, in words; null when it can. `busy` is what is being done to its sandbox. */
export function whyNotActivate(
  copy: { state: CopyState; decideBy: Date | null },
  at: { now: Date; busy: Busy | null; sandboxState: SandboxState },
): string | null {
  if (copy.state === 'active') return 'It is in use already.';
  if (copy.state === 'scheduled' || copy.state === 'building') return 'It is still being built.';
  if (copy.state !== 'waiting') return 'It does not wait to be activated any more.';
  if (isShut(at.sandboxState)) return whileShut(at.sandboxState);
  if (at.busy === 'roll_back') return 'The sandbox is being rolled back; look again in a moment.';
  if (at.busy === 'clone') return whileCloned;
  if (copy.decideBy && copy.decideBy <= at.now)
    return `Its ${decideDays} days are over; ask for another refresh.`;
  return null;
}

/** Why this copy cannot be discarded now, in words; null when it can. */
export function whyNotDiscard(copy: { state: CopyState }): string | null {
  if (copy.state === 'waiting') return null;
  if (copy.state === 'scheduled' || copy.state === 'building')
    return 'It is still being built; cancel the build instead.';
  if (copy.state === 'active') return 'It is in use.';
  return 'It does not wait to be activated any more.';
}

/** Why this copy cannot be returned to now, in words; null when it can. `busy` is what is being done to its sandbox. */
export function whyNotRollBack(
  copy: { state: CopyState; keptUntil: Date | null },
  at: { now: Date; busy: Busy | null; sandboxState: SandboxState },
): string | null {
  if (copy.state === 'active') return 'It is in use already.';
  if (copy.state !== 'kept') return 'It is not kept any more.';
  if (isShut(at.sandboxState)) return whileShut(at.sandboxState);
  if (at.busy === 'roll_back') return 'The sandbox is being rolled back already.';
  if (at.busy === 'clone') return whileCloned;
  if (at.busy === 'reset') return 'The sandbox is being reset; cancel that or wait for it.';
  if (at.busy === 'seal_copy') return 'Its last connections are being closed; look again in a moment.';
  if (copy.keptUntil && copy.keptUntil <= at.now) return `Its ${keepDays} days are over.`;
  return null;
}

/** Why this copy's build cannot be begun again now, in words; null when it can. */
export function whyNotRebuildCopy(copy: {
  state: CopyState;
  /** Whether its request made no other copy after it. */
  isLatest: boolean;
  /** Null for a reset, which stands under none. */
  requestState: RequestState | null;
}): string | null {
  if (copy.requestState === null) return 'A reset is not begun again; reset the sandbox anew.';
  if (copy.state !== 'failed' && copy.state !== 'cancelled')
    return 'Only a failed or cancelled build can be started again.';
  if (!copy.isLatest) return 'It was begun again already.';
  if (copy.requestState !== 'approved') return 'Its request is not approved any more.';
  return null;
}

/** Whether a copy is a reset: it stands under no request, and a sandbox that is in use goes on meanwhile. */
export const isReset = ({ origin }: { origin: CopyOrigin }): boolean => origin === 'baseline';

/** What is done to a sandbox, or is about to be, as far as it stands in the way of putting another copy into use. */
export type Busy = 'roll_back' | 'seal_copy' | 'reset' | 'clone';

/** Activating, discarding and rolling back ask for the sandbox's name, typed: the last chance to notice that it is the wrong one. */
export const typedCopyInput = z.strictObject({
  copyId: idInput,
  typedName: z.string().trim().max(60),
});

/** What is asked for with a refresh: for which sandbox, and why. All else is taken over from the sandbox. */
export const refreshInput = z.strictObject({ sandboxId: idInput, purpose: reason });
