import { dayMs, daysAfter } from '../days';
import { workingDay } from '../policies/calendar';
import { isUnbuilt, type SandboxState } from '../sandboxes/sandbox';
import { askedEnd, type ComingEnd, type ComingFacts, type EndingRule, unusedEnd } from './coming-end';
import { dropsAt, type EndAct, retiresAt } from './end';

/** A warning that was recorded, and since when it counts as given; null while nobody is known to have got it. */
export type Warning = {
  rule: EndingRule;
  endsAt: Date;
  daysBefore: number;
  createdAt: Date;
  givenAt: Date | null;
};

/** What decides about the end of a sandbox. */
export type EndingSandbox = ComingFacts & {
  state: SandboxState;
  endedAt: Date | null;
  retireAfterDays: number | null;
  dropAfterDays: number | null;
  shutAt: Date | null;
  warnings: readonly Warning[];
};

/**
 * The one thing that is due with a sandbox now, or null. Pure: the caller brings the database's clock, and the sweep, the
 * pages, the dry run of a policy and the tests ask alike.
 *
 * Nothing is taken away before its last warning was given and a day has passed since, or as many hours as the sandbox was
 * asked for where that is less. A sweeper that slept so warns first, and the end waits. Each later stage counts its days from
 * the act before it, so that no two stages follow in one sweep. Nothing is taken for want of use while the counters of its
 * database were not read for a day. One that was not built has nothing to close or to keep, and is dropped at its end.
 */
export function dueEnd(sandbox: EndingSandbox, now: Date): EndAct | null {
  return dueWith(sandbox, now)?.act ?? null;
}

/**
 * What is due, and by which end. Each end is planned by itself, the earlier one first: one that is held, or waits for somebody to
 * be told, holds the other up in nothing. The end is null for what comes after the suspension.
 */
export function dueWith(sandbox: EndingSandbox, now: Date): { act: EndAct; end: ComingEnd | null } | null {
  const { state } = sandbox;
  const later = (at: Date | null, act: EndAct) => (isPast(at, now) ? { act, end: null } : null);
  if (state === 'retired') return later(dropOf(sandbox), 'drop');
  if (state !== 'ready' && state !== 'suspended' && !isUnbuilt(state)) return null;
  if (sandbox.endedAt) return state === 'suspended' ? later(retirementOf(sandbox), 'retire') : null;
  for (const end of endsAhead(sandbox)) {
    const act = dueBy(sandbox, end, now);
    if (act !== null) return { act, end };
  }
  return null;
}

function dueBy(sandbox: EndingSandbox, end: ComingEnd, now: Date): EndAct | null {
  const warning = dueWarning(sandbox, end, now);
  if (warning !== null) return { warn: warning };
  if (whyHeld(sandbox, end, now) || !isPast(actsNotBefore(sandbox, end), now)) return null;
  return isUnbuilt(sandbox.state) ? 'drop' : 'suspend';
}

const isPast = (at: Date | null, now: Date) => at !== null && at <= now;

/** Both ends, the one that comes first before the other. What is not in use is not watched, so that only the end that was asked for counts. */
export function endsAhead(sandbox: EndingSandbox): ComingEnd[] {
  const asked = askedEnd(sandbox);
  const unused = sandbox.state === 'ready' ? unusedEnd(sandbox) : null;
  if (!unused) return [asked];
  return unused.at < asked.at ? [unused, asked] : [asked, unused];
}

/** The end that comes first by its day. */
export function endAhead(sandbox: EndingSandbox): ComingEnd {
  return endsAhead(sandbox)[0] ?? askedEnd(sandbox);
}

/** When what has ended is retired. One that has a later end by now waits for that; for want of use it waits for a working day. */
export function retirementOf(sandbox: EndingSandbox): Date | null {
  const at = retiresAt(sandbox);
  if (sandbox.retireAfterDays !== null) return at && workingDay(at, sandbox.calendar);
  const end = askedEnd(sandbox);
  return at && latest(at, end.at);
}

/** When what is retired is dropped. */
export function dropOf({ shutAt, dropAfterDays, calendar }: EndingSandbox): Date | null {
  if (!shutAt) return null;
  const at = dropsAt(shutAt, dropAfterDays);
  return dropAfterDays === null ? at : workingDay(at, calendar);
}

/** Why nothing is taken for want of use now, although its day may have come; null where nothing holds it. */
export function whyHeld({ dormancy }: EndingSandbox, end: ComingEnd, now: Date): 'unread' | null {
  if (end.rule !== 'unused' || !dormancy) return null;
  const { readAt } = dormancy;
  return readAt && now.getTime() - readAt.getTime() < dayMs ? null : 'unread';
}

/** The days before the end of which people are owed a warning: those since which the end is known; 0 where it came too late for any. */
export function owedWarnings({ warnedFor, warnings, endsSince }: ComingEnd): number[] {
  const owed = warnings.filter((days) => daysAfter(warnedFor, -days) >= endsSince);
  return owed.length > 0 ? owed : [0];
}

/** The warning that is due and was not recorded; of several that were missed the last one alone. */
function dueWarning(sandbox: EndingSandbox, end: ComingEnd, now: Date): number | null {
  const due = owedWarnings(end).filter((days) => days === 0 || daysAfter(end.warnedFor, -days) <= now);
  const days = due.at(-1);
  if (days === undefined) return null;
  return warningsOf(sandbox, end).some(({ daysBefore }) => daysBefore <= days) ? null : days;
}

/** When the end acts by what is known now; null while its last warning was not given. */
export function actsNotBefore(sandbox: EndingSandbox, end: ComingEnd): Date | null {
  const last = owedWarnings(end).at(-1) ?? 0;
  // One that was given nearer to the end than the last one is to be does as well: the policy may have changed since.
  const given = warningsOf(sandbox, end).find(({ daysBefore, givenAt }) => daysBefore <= last && givenAt);
  if (!given?.givenAt) return null;
  const told = latest(given.givenAt, daysAfter(given.createdAt, Math.min(last, 1)));
  const at = latest(end.at, told);
  return end.rule === 'unused' ? workingDay(at, sandbox.calendar) : at;
}

/**
 * The warnings of an end. Those of an end that was asked for are known by any day from the one that was asked for to the one on
 * which it acts: a calendar that changes warns nobody anew.
 */
export function warningsOf({ warnings }: EndingSandbox, { rule, key, at }: ComingEnd): Warning[] {
  const isOf = (endsAt: Date) =>
    rule === 'asked' ? endsAt >= key && endsAt <= at : endsAt.getTime() === key.getTime();
  return warnings.filter((warning) => warning.rule === rule && isOf(warning.endsAt));
}

const latest = (one: Date, other: Date) => (other > one ? other : one);
