import { z } from 'zod';
import type { Shape } from '../requests/request';
import { patienceValues, usualPatience } from './patience';

/**
 * The vocabulary of policies: after how many days without use a sandbox is warned of, suspended, retired and dropped, on which days
 * nothing is taken away, and for how long requests may wait. A policy is saved as a whole; the latest version is in force.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

/** What a sandbox holds decides for how long it may lie unused. A clone is of the class of what it was made from. */
export const dataClasses = {
  made: { title: 'Blank and seeded', shapes: ['blank', 'seeded'] },
  production: { title: 'From production', shapes: ['snapshot'] },
} as const satisfies Record<string, { title: string; shapes: readonly Shape[] }>;
export type DataClass = keyof typeof dataClasses;

export const classOf = (shape: Shape): DataClass => (shape === 'snapshot' ? 'production' : 'made');

const most = 1_000;
const days = (what: string) =>
  z.coerce
    .number({ error: `Say ${what} as a number of days.` })
    .int('Whole days only.')
    .min(1, 'At least one day.')
    .max(most, `At most ${most} days.`);

/** Days without use. Each stage comes after the one before it. */
export const dormancyValues = z
  .strictObject({
    warn: z.tuple([
      days('when people are warned'),
      days('when they are warned again'),
      days('the last warning'),
    ]),
    suspend: days('when it is suspended'),
    retire: days('when it is retired'),
    drop: days('when it is dropped'),
  })
  .superRefine((values, context) => {
    const stages = stagesOf(values);
    for (const [at, { path, days: on, title }] of stages.entries()) {
      const before = stages[at - 1];
      if (before && on <= before.days)
        context.addIssue({
          code: 'custom',
          path,
          message: `${title} comes after ${before.title.toLowerCase()}, so after day ${before.days}.`,
        });
    }
  });
export type DormancyValues = z.infer<typeof dormancyValues>;

/** The stages of a dormant sandbox, in their order. */
export function stagesOf({ warn, suspend, retire, drop }: DormancyValues) {
  return [
    { title: 'The first warning', path: ['warn', 0], days: warn[0] },
    { title: 'The second warning', path: ['warn', 1], days: warn[1] },
    { title: 'The last warning', path: ['warn', 2], days: warn[2] },
    { title: 'The suspension', path: ['suspend'], days: suspend },
    { title: 'The retirement', path: ['retire'], days: retire },
    { title: 'The drop', path: ['drop'], days: drop },
  ];
}

export const usualDormancy: DormancyValues = { warn: [60, 75, 83], suspend: 90, retire: 120, drop: 127 };

const byClass = z.strictObject({ made: dormancyValues.nullable(), production: dormancyValues.nullable() });

export const mostClosedDays = 200;
const closedDay = z.iso.date('Write a day as 2026-12-25.');

export const policyDocument = z.strictObject({
  /** By the id of a subscription; null where nothing is taken for want of use. */
  dormancy: z.record(z.string().max(100), byClass),
  /** For subscriptions that are not named. */
  otherwise: byClass,
  closedDays: z.array(closedDay).max(mostClosedDays, `At most ${mostClosedDays} days.`),
  /** Of policies that were saved before it was a part of them, the usual one. */
  patience: patienceValues.default(usualPatience),
});
export type PolicyDocument = z.infer<typeof policyDocument>;

/** A policy as it is in force, or as it would be. */
export type Policy = { document: PolicyDocument; savedAt: Date };

/** A fresh policy takes nothing away for so long: people can still look at what it will do. */
export const freshDays = 7;

/** The values for a sandbox; null where nothing is taken for want of use. */
export function dormancyFor(
  { document }: Policy,
  { subscriptionId, shape }: { subscriptionId: string; shape: Shape },
): DormancyValues | null {
  const own = Object.hasOwn(document.dormancy, subscriptionId)
    ? document.dormancy[subscriptionId]
    : undefined;
  return (own ?? document.otherwise)[classOf(shape)];
}

/** The fewest days without use after which anybody is warned; null where nothing is taken for want of use. */
export function firstWarning({ document }: Policy): number | null {
  const all = [document.otherwise, ...Object.values(document.dormancy)].flatMap(({ made, production }) => [
    made,
    production,
  ]);
  const days = all.flatMap((values) => (values ? [values.warn[0]] : []));
  return days.length > 0 ? Math.min(...days) : null;
}
