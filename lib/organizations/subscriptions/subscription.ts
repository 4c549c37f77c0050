import { z } from 'zod';
import { mostDays } from '../../requests/request';

/**
 * The vocabulary of subscriptions: what a customer may have without a human's approval. Null is any number of sandboxes.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

const number = (asked: string, least: number, most: number) =>
  z.coerce
    .number<string>({ error: asked })
    .int('Whole numbers only.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most.toLocaleString('en')}.`);

const text = z.string().trim().max(10);

export const subscriptionValues = z
  .strictObject({
    /** Empty for any number. */
    sandboxQuota: text
      .transform((typed) => typed || null)
      .pipe(number('Say how many.', 0, 100_000).nullable()),
    defaultDays: text
      .min(1, 'Say how many days.')
      .pipe(number('Say how many days, as a number.', 1, mostDays)),
    maximumDays: text
      .min(1, 'Say how many days.')
      .pipe(number('Say how many days, as a number.', 1, mostDays)),
  })
  .superRefine(({ defaultDays, maximumDays }, context) => {
    if (maximumDays < defaultDays)
      context.addIssue({
        code: 'custom',
        path: ['maximumDays'],
        message: `The longest stay is at least the usual one of ${defaultDays} days.`,
      });
  });
export type SubscriptionValues = z.output<typeof subscriptionValues>;

export const quotaText = (quota: number | null) =>
  quota === null ? 'any number' : quota.toLocaleString('en');

/** The same with what it counts, for a sentence. */
export const sandboxesText = (quota: number | null) =>
  quota === 1 ? '1 sandbox' : quota === null ? 'any number of sandboxes' : `${quotaText(quota)} sandboxes`;
