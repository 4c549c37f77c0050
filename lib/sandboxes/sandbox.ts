import { z } from 'zod';
import { idInput } from '../command/id-input';
import { textInput } from '../command/text-input';

/**
 * The vocabulary of sandboxes and of their life.
 *
 * An approved request makes a sandbox: scheduled when it starts on a later day, else building. Building ends ready,
 * failed or cancelled; what failed or was cancelled can be built again or discarded. Destroying is not undone: it ends
 * destroyed, and is tried again for as long as anything of the sandbox is left on the cluster.
 *
 * Safe in the browser: imports zod alone.
 */

export const sandboxStates = [
  'scheduled',
  'building',
  'ready',
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
  ready: ['destroying'],
  failed: ['building', 'destroying'],
  cancelled: ['building', 'destroying'],
  destroying: ['destroyed'],
  destroyed: [],
} as const satisfies Record<SandboxState, readonly SandboxState[]>;

export const sandboxStateLabels: Record<SandboxState, string> = {
  scheduled: 'Scheduled',
  building: 'Being built',
  ready: 'Ready',
  failed: 'Failed',
  cancelled: 'Cancelled',
  destroying: 'Being destroyed',
  destroyed: 'Destroyed',
};

/** States in which a sandbox counts against the subscription's quota. */
export const livingStates = ['scheduled', 'building', 'ready', 'failed', 'cancelled', 'destroying'] as const;

/** Nothing of it is left but what is told of it. */
export function isGone(state: SandboxState): state is 'destroyed' {
  return state === 'destroyed';
}

/** Why this sandbox cannot be destroyed now, in words; null when it can. */
export function whyNotDestroy(state: SandboxState): string | null {
  if (state === 'destroyed') return 'It is destroyed already.';
  if (state === 'destroying') return 'It is being destroyed.';
  if (state === 'building') return 'It is being built; cancel the build first.';
  if (state === 'scheduled') return 'It is not built yet; withdraw the request instead.';
  return null;
}

/** A sandbox's name as it stands in an address; looser than what may be chosen. */
export const slugInput = z.string().regex(/^[\w-]{1,60}$/);

/** Destroying asks for the name, typed: the last chance to notice that it is the wrong one. */
export const destroySandboxInput = z.strictObject({
  sandboxId: idInput,
  typedName: z.string().trim().max(60),
  reason: textInput('Say why.', { least: 0, most: 1_000 }).optional(),
});
