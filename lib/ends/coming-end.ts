import { daysAfter } from '../days';
import { type Calendar, workingDay } from '../policies/calendar';
import { type DormancyValues, freshDays } from '../policies/policy';
import { type EndFacts, endOf, warningDays } from './end';

/**
 * The two ends of a sandbox: the one that was asked for, and the one for want of use. Each says when it acts, on which days
 * before people are warned, and how long each later stage takes. Pure, and asked alike by the sweep, by pages, by the dry run of
 * a policy, and by the tests.
 */

/** What decides about an end for want of use. */
export type Dormancy = {
  values: DormancyValues;
  lastSeenAt: Date;
  /** From when days without use count: the last use, later by the time of which nothing is known. */
  idleSince: Date;
  /** When the counters of its database were last read; null for never. */
  readAt: Date | null;
  /** Since when the policy is in force. */
  savedAt: Date;
};

export type ComingFacts = EndFacts & {
  /** Since when this end is known. */
  endsSince: Date;
  calendar: Calendar;
  /** Null where nothing is taken for want of use, and where its use is not watched. */
  dormancy: Dormancy | null;
};

export type EndingRule = 'asked' | 'unused';

export type ComingEnd = {
  rule: EndingRule;
  /** When it acts at the earliest. */
  at: Date;
  /** What warnings count from: of an end for want of use the day of the policy, before a day off or a fresh policy moved it. */
  warnedFor: Date;
  /** What its warnings are known by. Time of which nothing is known moves an end for want of use and warns nobody anew. */
  key: Date;
  /** Days before `warnedFor` on which people are warned, the most first. Those that came before `endsSince` are not owed. */
  warnings: readonly number[];
  endsSince: Date;
  /** Days until it is retired and from then until it is dropped; null for the usual ones. */
  retireAfterDays: number | null;
  dropAfterDays: number | null;
};

/** The end that was asked for, at its working day. */
export function askedEnd(facts: ComingFacts): ComingEnd {
  const { at, asked } = endOf(facts, facts.calendar);
  return {
    rule: 'asked',
    at,
    warnedFor: at,
    key: asked,
    warnings: warningDays,
    endsSince: facts.endsSince,
    retireAfterDays: null,
    dropAfterDays: null,
  };
}

/** The end for want of use. Protection holds it, as it holds the other; it acts on working days alone, whatever the sandbox holds. */
export function unusedEnd({ shape, protectedUntil, calendar, dormancy }: ComingFacts): ComingEnd | null {
  if (!dormancy) return null;
  const { values, lastSeenAt, idleSince, savedAt } = dormancy;
  const { warn, suspend, retire, drop } = values;
  const warnedFor = daysAfter(idleSince, suspend);
  const isProtected = shape !== 'snapshot' && protectedUntil !== null;
  const notBefore = [daysAfter(savedAt, freshDays), ...(isProtected ? [protectedUntil] : [])];
  const at = notBefore.reduce((latest, each) => (each > latest ? each : latest), warnedFor);
  return {
    rule: 'unused',
    at: workingDay(at, calendar),
    warnedFor,
    key: daysAfter(lastSeenAt, suspend),
    warnings: warn.map((day) => suspend - day),
    endsSince: idleSince,
    retireAfterDays: retire - suspend,
    dropAfterDays: drop - retire,
  };
}
