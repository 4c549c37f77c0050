import { daysAfter } from '../../days';
import type { Shape } from '../../requests/request';
import { isUnbuilt, type SandboxState } from '../sandbox';

/** Why this sandbox cannot be given a later end now, in words; null when it can. Pure. */
export function whyNotExtend(state: SandboxState): string | null {
  if (state === 'quarantined') return 'It is quarantined; the house has to lift that first.';
  if (state === 'ready' || state === 'suspended' || state === 'retired') return null;
  if (isUnbuilt(state)) return 'It was not built; build it again, and extend it then.';
  return 'Nothing of it is in use, so that it has no end to move.';
}

/** Why this sandbox cannot be protected now, in words; null when it can. Pure. */
export function whyNotProtect({ state, shape }: { state: SandboxState; shape: Shape }): string | null {
  if (shape === 'snapshot') return 'It holds a copy of production, whose end nothing stops.';
  return state === 'ready' || state === 'suspended' ? null : 'Only what is ready or suspended is protected.';
}

/** Until when people of a subscription may extend a sandbox that began then. Pure. */
export function latestEnd(begunAt: Date, { maximumDays }: { maximumDays: number }): Date {
  return daysAfter(begunAt, maximumDays);
}

/** The end that so many more days give: counted from the present end, or from now where that has passed. Pure. */
export function laterEnd({ expiresAt, now }: { expiresAt: Date; now: Date }, days: number): Date {
  return daysAfter(expiresAt > now ? expiresAt : now, days);
}
