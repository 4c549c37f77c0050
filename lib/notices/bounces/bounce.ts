import { z } from 'zod';

/**
 * The vocabulary of mails that come back. After two of them an address counts as one that takes no mail, until its person
 * shows that it does.
 *
 * Safe in the browser: imports zod alone.
 */

/** So many mails that came back for good, and no more are sent. */
export const unreachableAfter = 2;

/** What a mail server posts: the return path of the mail that came back, and whether for good. */
export const bounceInput = z.strictObject({
  returnPath: z.string().max(320, 'A return path holds at most 320 characters.'),
  isPermanent: z.boolean({ error: 'Say whether it came back for good: true or false.' }),
});

/** Of a person: how often their mails came back, and since when. */
export const bounceColumns = { bounces: true, bouncedSince: true } as const;
