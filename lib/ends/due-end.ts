import { daysAfter } from '../days';
import { isUnbuilt, type SandboxState } from '../sandboxes/sandbox';
import { dropsAt, type EndAct, type EndFacts, endOf, retiresAt, warningDays } from './end';

/** A warning that was recorded, and since when it counts as given; null while nobody is known to have got it. */
export type Warning = { endsAt: Date; daysBefore: number; createdAt: Date; givenAt: Date | null };

/** What decides about the end of a sandbox. */
export type EndingSandbox = EndFacts & {
  state: SandboxState;
  /** Since when this end is known. */
  endsSince: Date;
  endedAt: Date | null;
  shutAt: Date | null;
  warnings: readonly Warning[];
};

/**
 * The one thing that is due with a sandbox now, or null. Pure: the caller brings the database's clock, and the sweep, the
 * pages and the tests ask alike.
 *
 * Nothing is taken away before its last warning was given and a day has passed since, or as many hours as the sandbox was
 * asked for where that is less. A sweeper that slept so warns first, and the end waits. Each later stage counts its days from
 * the act before it, so that no two stages follow in one sweep. One that was not built has nothing to close or to keep, and is
 * dropped at its end.
 */
export function dueEnd(sandbox: EndingSandbox, now: Date): EndAct | null {
  const { state, shutAt } = sandbox;
  const { at } = endOf(sandbox);
  if (state === 'retired') return shutAt && dropsAt(shutAt) <= now ? 'drop' : null;
  if (state !== 'ready' && state !== 'suspended' && !isUnbuilt(state)) return null;
  const retired = retiresAt(sandbox);
  if (retired) return state === 'suspended' && at <= now && retired <= now ? 'retire' : null;
  const warning = dueWarning(sandbox, now);
  if (warning !== null) return { warn: warning };
  const actsAt = endsNotBefore(sandbox);
  if (!actsAt || actsAt > now) return null;
  return isUnbuilt(state) ? 'drop' : 'suspend';
}

/** The days before the end of which people are owed a warning: those since which the end is known; 0 where it came too late for any. */
export function owedWarnings(sandbox: Pick<EndingSandbox, 'endsSince'> & EndFacts): number[] {
  const { at } = endOf(sandbox);
  const owed = warningDays.filter((days) => daysAfter(at, -days) >= sandbox.endsSince);
  return owed.length > 0 ? owed : [0];
}

/** The warning that is due and was not recorded; of several that were missed the last one alone. */
function dueWarning(sandbox: EndingSandbox, now: Date): number | null {
  const { at } = endOf(sandbox);
  const due = owedWarnings(sandbox).filter((days) => days === 0 || daysAfter(at, -days) <= now);
  const days = due.at(-1);
  if (days === undefined) return null;
  return warningsOf(sandbox, at).some(({ daysBefore }) => daysBefore <= days) ? null : days;
}

/** When the end acts by what is known now; null while its last warning was not given. */
export function endsNotBefore(sandbox: EndingSandbox): Date | null {
  const { at } = endOf(sandbox);
  const last = owedWarnings(sandbox).at(-1) ?? 0;
  const given = warningsOf(sandbox, at).find(({ daysBefore }) => daysBefore === last);
  if (!given?.givenAt) return null;
  return latest(at, latest(given.givenAt, daysAfter(given.createdAt, Math.min(last, 1))));
}

const warningsOf = ({ warnings }: EndingSandbox, at: Date) =>
  warnings.filter(({ endsAt }) => endsAt.getTime() === at.getTime());

const latest = (one: Date, other: Date) => (other > one ? other : one);
