import { z } from 'zod';
import { idInput } from '../command/id-input';
import { textInput } from '../command/text-input';
import { daysAfter, momentText } from '../days';
import { type Calendar, utcCalendar, workingDay } from '../policies/calendar';
import { mostDays, type Shape } from '../requests/request';
import { restoreDays } from '../sandboxes/sandbox';

/**
 * The vocabulary of ends: when a sandbox ends, by which rule, and what happens before and after.
 *
 * People are warned fourteen days, seven days and one day before. At its end a sandbox is suspended, seven days later it is
 * retired, and seven days after that it is dropped; one that was not built is dropped at its end. The end of what came from
 * production acts on any day. Any other waits for the next working day of its organization and for as long as the sandbox is
 * protected. What is not used ends by a policy, beside this end: coming-end.ts says which of the two comes first.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

/** The columns of a sandbox that decide when it ends. */
export const endColumns = {
  shape: true,
  expiresAt: true,
  graceUntil: true,
  protectedUntil: true,
} as const;

export type EndFacts = {
  shape: Shape;
  expiresAt: Date;
  graceUntil: Date | null;
  protectedUntil: Date | null;
};

/** The rule that gave the date: the end as it was asked for, or what moved it. */
export type EndRule = 'asked' | 'grace' | 'protected';

/**
 * When a sandbox ends, the rule that gave this, and whether it moved from a day off to the next working day. Without a calendar
 * days are those of UTC and only weekends are off. Pure.
 */
export function endOf(
  facts: EndFacts,
  calendar: Calendar = utcCalendar,
): { at: Date; asked: Date; rule: EndRule; isMoved: boolean } {
  const { shape, expiresAt, graceUntil, protectedUntil } = facts;
  let end: { at: Date; rule: EndRule } = { at: expiresAt, rule: 'asked' };
  if (graceUntil && graceUntil > end.at) end = { at: graceUntil, rule: 'grace' };
  if (shape === 'snapshot') return { ...end, asked: end.at, isMoved: false };
  if (protectedUntil && protectedUntil > end.at) end = { at: protectedUntil, rule: 'protected' };
  const at = workingDay(end.at, calendar);
  return { at, asked: end.at, rule: end.rule, isMoved: at > end.at };
}

/** Why the end is then, in sentences. `asked` says who asked for the end that counts where nothing moved it. */
export function endRuleText(facts: EndFacts, asked: string, calendar: Calendar = utcCalendar): string {
  const { rule, isMoved } = endOf(facts, calendar);
  const moved = isMoved ? ' Ends of a day off wait for the next working day.' : '';
  if (rule === 'grace')
    return `Its end of ${momentText(facts.expiresAt)} came before ends began to act, so that its people are warned first.${moved}`;
  if (rule === 'protected') return `It is protected until then.${moved}`;
  return facts.shape === 'snapshot'
    ? `${asked} A copy of production lives ${productionDays} days at most unless compliance signs for more, and ends on any day.`
    : `${asked}${moved}`;
}

/** What came from production stays no longer than this without compliance’s signature, and each signature adds no more. */
export const productionDays = 90;

/** Days before the end on which people are warned. */
export const warningDays = [14, 7, 1] as const;

/** Days from its end, when it is suspended, to the day on which a sandbox is retired. */
export const suspendedDays = 7;

/**
 * When a sandbox that its end suspended is retired: its days count from the end, or from a quarantine that was lifted since. Null
 * while it has not ended. Pure.
 */
export function retiresAt({
  endedAt,
  shutAt,
  retireAfterDays,
}: {
  endedAt: Date | null;
  shutAt: Date | null;
  /** Of one that was suspended for want of use. */
  retireAfterDays: number | null;
}): Date | null {
  return (
    endedAt && daysAfter(shutAt && shutAt > endedAt ? shutAt : endedAt, retireAfterDays ?? suspendedDays)
  );
}

/** When a sandbox that was retired then is dropped: after the days of the policy that suspended it, if one did. Pure. */
export function dropsAt(retiredAt: Date, dropAfterDays: number | null = null): Date {
  return daysAfter(retiredAt, dropAfterDays ?? restoreDays);
}

/** What the sweep does with a sandbox, one thing at a time. */
export type EndAct = { warn: number } | 'suspend' | 'retire' | 'drop';

/** An extension adds days to the end, or to now where that has passed. */
export const extendInput = z.strictObject({
  sandboxId: idInput,
  days: z.coerce
    .number({ error: 'Say by how many days.' })
    .int('Whole days only.')
    .min(1, 'At least one day.')
    .max(mostDays, `At most ${mostDays} days at once.`),
  reason: textInput('Say why.', { least: 0, most: 1_000 }).optional(),
});

/** The longest time for which somebody may protect a sandbox at once. */
export const mostProtectedDays = 90;

export const protectInput = z.strictObject({
  sandboxId: idInput,
  days: z.coerce
    .number({ error: 'Say for how many days.' })
    .int('Whole days only.')
    .min(1, 'At least one day.')
    .max(mostProtectedDays, `At most ${mostProtectedDays} days; protect it again then.`),
  reason: textInput('Say why.', { most: 1_000 }),
});
