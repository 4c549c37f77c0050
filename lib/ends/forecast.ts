import { daysAfter } from '../days';
import { workingDay } from '../policies/calendar';
import { isUnbuilt } from '../sandboxes/sandbox';
import type { ComingEnd, EndingRule } from './coming-end';
import {
  actsNotBefore,
  dropOf,
  type EndingSandbox,
  endsAhead,
  owedWarnings,
  retirementOf,
  warningsOf,
  whyHeld,
} from './due-end';
import { dropsAt, retiresAt } from './end';

/** What becomes of a sandbox if nobody does anything, and when. Stages that it has behind it are null. */
export type Forecast = {
  /** Which end comes first; null once it has ended. */
  rule: EndingRule | null;
  /** In the order of their days. One is `sent` while nobody is known to have got it. */
  warnings: { daysBefore: number; at: Date; state: 'ahead' | 'sent' | 'given' }[];
  suspendsAt: Date | null;
  retiresAt: Date | null;
  dropsAt: Date | null;
  /** Nothing is taken now, since the counters of its database are not read. */
  isHeld: boolean;
};

/**
 * The days on which each stage comes by what is known now, as dueEnd acts when they come: a warning that is still to be given is
 * taken to be given at once. Null for what has no end: a sandbox that is built, quarantined, or gone. Pure.
 */
export function forecastOf(sandbox: EndingSandbox, now: Date): Forecast | null {
  const { state, endedAt } = sandbox;
  const past = { rule: null, warnings: [], suspendsAt: null, isHeld: false };
  if (state === 'retired') return { ...past, retiresAt: null, dropsAt: dropOf(sandbox) };
  if (state === 'suspended' && endedAt) {
    const retires = retirementOf(sandbox);
    return { ...past, retiresAt: retires, dropsAt: retires && stageAfter(sandbox, retires) };
  }
  if (state !== 'ready' && state !== 'suspended' && !isUnbuilt(state)) return null;
  const { end, at } = firstToAct(sandbox, now);
  const ahead = {
    rule: end.rule,
    warnings: warningsAhead(sandbox, end),
    isHeld: whyHeld(sandbox, end, now) !== null,
  };
  if (isUnbuilt(state)) return { ...ahead, suspendsAt: null, retiresAt: null, dropsAt: at };
  const ended = { ...sandbox, ...end, endedAt: at, shutAt: at };
  const retires = retiresAt(ended);
  const retired = retires && end.rule === 'unused' ? workingDay(retires, sandbox.calendar) : retires;
  return {
    ...ahead,
    suspendsAt: at,
    retiresAt: retired,
    dropsAt: retired && stageAfter({ ...sandbox, ...end }, retired),
  };
}

/** The end that acts first: one that is held counts only where there is no other. */
function firstToAct(sandbox: EndingSandbox, now: Date): { end: ComingEnd; at: Date } {
  const all = endsAhead(sandbox).map((end) => ({ end, at: actsAt(sandbox, end, now) }));
  const free = all.filter(({ end }) => whyHeld(sandbox, end, now) === null);
  const [first] = (free.length > 0 ? free : all).sort((one, other) => one.at.getTime() - other.at.getTime());
  if (!first) throw new Error('Every sandbox has the end that was asked for.');
  return first;
}

/** When the end acts: after its last warning, which is taken to be given on its day, or at once where that has passed. */
function actsAt(sandbox: EndingSandbox, end: ComingEnd, now: Date): Date {
  const known = actsNotBefore(sandbox, end);
  if (known) return known;
  const last = owedWarnings(end).at(-1) ?? 0;
  const due = daysAfter(end.warnedFor, -last);
  const told = daysAfter(due > now ? due : now, Math.min(last, 1));
  const at = told > end.at ? told : end.at;
  return end.rule === 'unused' ? workingDay(at, sandbox.calendar) : at;
}

function warningsAhead(sandbox: EndingSandbox, end: ComingEnd): Forecast['warnings'] {
  const recorded = warningsOf(sandbox, end);
  return owedWarnings(end).map((daysBefore) => {
    const known = recorded.find((each) => each.daysBefore === daysBefore);
    if (known) return { daysBefore, at: known.createdAt, state: known.givenAt ? 'given' : 'sent' };
    return { daysBefore, at: daysAfter(end.warnedFor, -daysBefore), state: 'ahead' };
  });
}

function stageAfter(
  { dropAfterDays, calendar }: Pick<EndingSandbox, 'dropAfterDays' | 'calendar'>,
  retired: Date,
): Date {
  const at = dropsAt(retired, dropAfterDays);
  return dropAfterDays === null ? at : workingDay(at, calendar);
}
