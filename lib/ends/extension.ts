import { dayMs } from '../days';
import type { Shape } from '../requests/request';
import type { SandboxState } from '../sandboxes/sandbox';

/** Why this sandbox cannot be given a later end now, in words; null when it can. Pure. */
export function whyNotExtend({ state, shape }: { state: SandboxState; shape: Shape }): string | null {
  if (shape === 'snapshot')
    return 'It holds a copy of production; a later end is asked for by a request, which compliance signs.';
  if (state === 'quarantined') return 'It is quarantined; the house has to lift that first.';
  return state === 'ready' || state === 'suspended' || state === 'retired'
    ? null
    : 'It has no end to move now.';
}

/** Why this sandbox cannot be protected now, in words; null when it can. Pure. */
export function whyNotProtect({ state, shape }: { state: SandboxState; shape: Shape }): string | null {
  if (shape === 'snapshot') return 'It holds a copy of production, whose end nothing stops.';
  return state === 'ready' || state === 'suspended' ? null : 'Only what is ready or suspended is protected.';
}

/** Until when people of a subscription may extend a sandbox that began then. Pure. */
export function latestEnd(begunAt: Date, { maximumDays }: { maximumDays: number }): Date {
  return new Date(begunAt.getTime() + maximumDays * dayMs);
}
