import { z } from 'zod';

/**
 * The vocabulary of patience: for how many days a request waits for somebody before it is said again, said to more people, and
 * ended. A part of the policy.
 *
 * Safe in the browser: imports zod alone.
 */
export const waitingStates = ['awaiting_support', 'awaiting_customer', 'awaiting_compliance'] as const;
export type WaitingState = (typeof waitingStates)[number];
export type WaitDue = 'remind' | 'escalate' | 'lapse';

/** Whom a request waits for, in words. */
export const awaitedLabels: Record<WaitingState, string> = {
  awaiting_support: 'support',
  awaiting_customer: 'the customer’s answer',
  awaiting_compliance: 'compliance',
};

const mostDays = 365;
const days = (what: string) =>
  z.coerce
    .number({ error: `Say ${what} as a number of days.` })
    .int('Whole days only.')
    .min(1, 'At least one day.')
    .max(mostDays, `At most ${mostDays} days.`);

const waitDays = z
  .strictObject({
    remind: days('when people are reminded'),
    escalate: days('when more people are told'),
    lapse: days('when it ends by itself'),
  })
  .superRefine(({ remind, escalate, lapse }, context) => {
    if (escalate <= remind)
      context.addIssue({
        code: 'custom',
        path: ['escalate'],
        message: `More people are told after the reminder, so after day ${remind}.`,
      });
    if (lapse <= escalate)
      context.addIssue({
        code: 'custom',
        path: ['lapse'],
        message: `It ends after more people were told, so after day ${escalate}.`,
      });
  });

export const patienceValues = z.strictObject({
  awaiting_support: waitDays,
  awaiting_customer: waitDays,
  awaiting_compliance: waitDays,
});
export type Patience = z.infer<typeof patienceValues>;

/** The house is asked sooner than a customer, and waits longer before a request that it has not decided ends. */
export const usualPatience: Patience = {
  awaiting_support: { remind: 1, escalate: 3, lapse: 30 },
  awaiting_customer: { remind: 3, escalate: 7, lapse: 14 },
  awaiting_compliance: { remind: 1, escalate: 3, lapse: 30 },
};
