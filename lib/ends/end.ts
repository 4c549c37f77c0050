import { z } from 'zod';
import { idInput } from '../command/id-input';
import { textInput } from '../command/text-input';
import { daysAfter, momentText } from '../days';
import { mostDays, type Shape } from '../requests/request';
import { restoreDays } from '../sandboxes/sandbox';

/**
 * The vocabulary of ends: when a sandbox ends, by which rule, and what happens before and after.
 *
 * People are warned fourteen days, seven days and one day before. At its end a sandbox is suspended, seven days later it is
 * retired, and seven days after that it is dropped; one that was not built is dropped at its end. The end of what came from
 * production acts on any day. Any other waits for the next working day and for as long as the sandbox is protected. Days are
 * days of UTC.
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

/** When a sandbox ends, the rule that gave this, and whether it moved from a weekend to the next working day. Pure. */
export function endOf(facts: EndFacts): { at: Date; rule: EndRule; isMoved: boolean } {
  const { shape, expiresAt, graceUntil, protectedUntil } = facts;
  let end: { at: Date; rule: EndRule } = { at: expiresAt, rule: 'asked' };
  if (graceUntil && graceUntil > end.at) end = { at: graceUntil, rule: 'grace' };
  if (shape === 'snapshot') return { ...end, isMoved: false };
  if (protectedUntil && protectedUntil > end.at) end = { at: protectedUntil, rule: 'protected' };
  const at = workingDay(end.at);
  return { at, rule: end.rule, isMoved: at > end.at };
}

const saturday = 6;
const sunday = 0;

/** The same time on the next working day, if this is none: ends of a weekend are spread over Monday as they were before. */
function workingDay(at: Date): Date {
  const day = at.getUTCDay();
  const days = day === saturday ? 2 : day === sunday ? 1 : 0;
  return daysAfter(at, days);
}

/** Why the end is then, in sentences. `asked` says who asked for the end that counts where nothing moved it. */
export function endRuleText(facts: EndFacts, asked: string): string {
  const { rule, isMoved } = endOf(facts);
  const moved = isMoved ? ' Ends of a weekend wait for the next working day.' : '';
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
export function retiresAt({ endedAt, shutAt }: { endedAt: Date | null; shutAt: Date | null }): Date | null {
  return endedAt && daysAfter(shutAt && shutAt > endedAt ? shutAt : endedAt, suspendedDays);
}

/** When a sandbox that was retired then is dropped. Pure. */
export function dropsAt(retiredAt: Date): Date {
  return daysAfter(retiredAt, restoreDays);
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
