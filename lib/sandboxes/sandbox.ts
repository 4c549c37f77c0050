import { z } from 'zod';
import { idInput } from '../command/id-input';
import { textInput } from '../command/text-input';
import type { Shape } from '../requests/request';

/**
 * The vocabulary of sandboxes and of their life.
 *
 * An approved request makes a sandbox: scheduled when it starts on a later day, else building. Building ends ready,
 * failed or cancelled; what failed or was cancelled can be built again or discarded. A ready one can be shut in three ways,
 * each of which keeps its data: suspended by a person or by its end, until somebody resumes it; quarantined by the house,
 * until it lifts that; retired, which gives its place in the quota up and can be undone for some days. Destroying is not
 * undone: it ends destroyed, and is tried again for as long as anything of the sandbox is left on the cluster.
 *
 * Safe in the browser: imports zod alone.
 */

export const sandboxStates = [
  'scheduled',
  'building',
  'ready',
  'suspended',
  'quarantined',
  'retired',
  'failed',
  'cancelled',
  'destroying',
  'destroyed',
] as const;
export type SandboxState = (typeof sandboxStates)[number];

/** From each state, where it may go. `moveSandbox` accepts no other pair. */
export const sandboxTransitions = {
  scheduled: ['building', 'cancelled'],
  building: ['ready', 'failed', 'cancelled'],
  ready: ['suspended', 'quarantined', 'retired', 'destroying'],
  suspended: ['ready', 'quarantined', 'retired', 'destroying'],
  quarantined: ['suspended', 'destroying'],
  retired: ['ready', 'quarantined', 'destroying'],
  failed: ['building', 'destroying'],
  cancelled: ['building', 'destroying'],
  destroying: ['destroyed'],
  destroyed: [],
} as const satisfies Record<SandboxState, readonly SandboxState[]>;

export const sandboxStateLabels: Record<SandboxState, string> = {
  scheduled: 'Scheduled',
  building: 'Being built',
  ready: 'Ready',
  suspended: 'Suspended',
  quarantined: 'Quarantined',
  retired: 'Retired',
  failed: 'Failed',
  cancelled: 'Cancelled',
  destroying: 'Being destroyed',
  destroyed: 'Destroyed',
};

/** States in which something of a sandbox is there, or is to come. */
export const livingStates = [
  'scheduled',
  'building',
  'ready',
  'suspended',
  'quarantined',
  'retired',
  'failed',
  'cancelled',
  'destroying',
] as const satisfies readonly SandboxState[];

/** States in which a sandbox is closed to everyone and its data is kept. */
export const shutStates = ['suspended', 'quarantined', 'retired'] as const satisfies readonly SandboxState[];
export type ShutState = (typeof shutStates)[number];

/** Whether it is closed to everyone and its data is kept. */
export function isShut(state: SandboxState): state is ShutState {
  return state === 'suspended' || state === 'quarantined' || state === 'retired';
}

/** Its first copy was not built: it holds a name and a place in the quota, and nothing on the cluster. */
export function isUnbuilt(state: SandboxState): state is 'failed' | 'cancelled' {
  return state === 'failed' || state === 'cancelled';
}

/** Nothing of it is left but what is told of it. */
export function isGone(state: SandboxState): state is 'destroyed' {
  return state === 'destroyed';
}

/** Days for which a retired sandbox can be restored: a week, so that what is missed on Monday is still there. */
export const restoreDays = 7;

const gone: Partial<Record<SandboxState, string>> = {
  destroyed: 'It is destroyed already.',
  destroying: 'It is being destroyed.',
  building: 'It is being built; cancel the build first.',
  scheduled: 'It is not built yet; withdraw the request instead.',
};

/** Why this sandbox cannot be retired now, in words; null when it can. */
export function whyNotRetire(state: SandboxState): string | null {
  if (state === 'ready' || state === 'suspended') return null;
  if (state === 'retired') return 'It is retired already.';
  if (state === 'quarantined') return 'It is quarantined; the house has to lift that first.';
  return gone[state] ?? 'Nothing of it is in use; destroy it instead.';
}

/**
 * Why this sandbox cannot be destroyed at once by this role, in words; null when it can. Whoever may destroy may do so to a
 * blank or seeded one. What came from production, and what is quarantined, is destroyed by compliance alone.
 */
export function whyNotDestroy(
  { state, shape }: { state: SandboxState; shape: Shape },
  role: 'customer' | 'support' | 'compliance' | 'admin',
): string | null {
  if (gone[state]) return gone[state];
  if (role === 'compliance' || state === 'failed' || state === 'cancelled') return null;
  if (state === 'quarantined') return 'It is quarantined; only compliance destroys it.';
  return shape === 'snapshot'
    ? 'It holds a copy of production, which only compliance destroys at once. Retire it instead.'
    : null;
}

/** Why this sandbox cannot be suspended now, in words; null when it can. */
export function whyNotSuspend(state: SandboxState): string | null {
  if (state === 'ready') return null;
  return isShut(state)
    ? `It is ${sandboxStateLabels[state].toLowerCase()} already.`
    : (gone[state] ?? 'It is not in use.');
}

/** Why this sandbox cannot be resumed now, in words; null when it can. */
export function whyNotResume(state: SandboxState, isOver: boolean): string | null {
  if (state === 'ready') return 'It is in use already.';
  if (state === 'quarantined') return 'It is quarantined; the house has to lift that first.';
  if (state === 'retired') return 'It is retired; restore it instead.';
  if (state !== 'suspended') return gone[state] ?? 'It is not suspended.';
  return isOver ? 'Its end has passed; extend it, and it is resumed with that.' : null;
}

/** Why this sandbox cannot be restored now, in words; null when it can. */
export function whyNotRestore(state: SandboxState, isOver: boolean): string | null {
  if (state !== 'retired') return isGone(state) ? (gone.destroyed ?? null) : 'It is not retired.';
  return isOver ? 'Its end has passed; extend it first, and restore it then.' : null;
}

/** Why this sandbox cannot be quarantined now, in words; null when it can. */
export function whyNotQuarantine(state: SandboxState): string | null {
  if (state === 'ready' || state === 'suspended' || state === 'retired') return null;
  return state === 'quarantined' ? 'It is quarantined already.' : (gone[state] ?? 'It is not in use.');
}

/** Why this quarantine cannot be lifted by this person, in words; null when it can. Compliance lifts any. */
export function whyNotLift(
  { state, shutById }: { state: SandboxState; shutById: string | null },
  person: { id: string; role: string },
): string | null {
  if (state !== 'quarantined') return 'It is not quarantined.';
  return person.role === 'compliance' || shutById === person.id
    ? null
    : 'Somebody else quarantined it; they or compliance lift it.';
}

/** Why who gets into a sandbox, or what it is called, cannot change in this state, in words; null where it can. */
export const whyNotChange: Record<SandboxState, string | null> = {
  scheduled: 'It is not built yet; amend its request instead.',
  building: 'It is being built; wait until it is ready.',
  ready: null,
  suspended: null,
  quarantined: 'It is quarantined; the house has to lift that first.',
  retired: 'It is retired; restore it first.',
  failed: null,
  cancelled: null,
  destroying: 'It is being destroyed.',
  destroyed: 'It is destroyed.',
};

/** A sandbox's name as it stands in an address; looser than what may be chosen. */
export const slugInput = z.string().regex(/^[\w-]{1,60}$/);

/** Destroying asks for the name, typed: the last chance to notice that it is the wrong one. */
export const destroySandboxInput = z.strictObject({
  sandboxId: idInput,
  typedName: z.string().trim().max(60),
  reason: textInput('Say why.', { least: 0, most: 1_000 }).optional(),
});

const why = (least: number) => textInput('Say why.', { least, most: 1_000 });

/** What shutting a sandbox asks for: why, for its people to read. */
export const shutSandboxInput = z.strictObject({ sandboxId: idInput, reason: why(1) });

/** Resuming and restoring ask for nothing more. */
export const sandboxInput = z.strictObject({ sandboxId: idInput });
