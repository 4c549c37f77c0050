import { z } from 'zod';
import { reasonInput } from '../../command/text-input';
import { mostDays } from '../../requests/request';
import { fleetFilter } from '../fleet';

/**
 * The vocabulary of acts on many sandboxes at once: which acts there are, and how they are asked for. What needs a signature or a
 * sign-in of that moment is never done in bulk, and nothing that changes what came from production.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

export const bulkActs = { extend: 'Extend', suspend: 'Suspend', tell: 'Tell the people of' } as const;
export type BulkAct = keyof typeof bulkActs;
const actNames = Object.keys(bulkActs) as [BulkAct, ...BulkAct[]];

/** As many as one person can still look through. */
export const mostAtOnce = 500;

const days = z.coerce
  .number({ error: 'Say by how many days.' })
  .int('Whole days only.')
  .min(1, 'At least one day.')
  .max(mostDays, `At most ${mostDays} days at once.`);

/** Ids with commas between them. */
const idList = z
  .string()
  .regex(/^[\w-]{1,40}(,[\w-]{1,40})*$/, 'Choose at least one sandbox.')
  .transform((text) => [...new Set(text.split(','))].sort())
  .refine((ids) => ids.length <= mostAtOnce, `At most ${mostAtOnce} sandboxes at once.`);

/** What a preview shows: the sandboxes that were ticked, or without them all that the filters find. */
export const bulkPreviewInput = fleetFilter.extend({
  sandboxes: idList.optional(),
  act: z.enum(actNames),
  days: days.catch(14),
});

/** What was shown, and is to be done now. `attempt` is made by the page: sent again, it does nothing twice. */
export const bulkInput = z.strictObject({
  sandboxes: idList,
  act: z.enum(actNames),
  days,
  reason: reasonInput,
  shown: z.string().regex(/^[0-9a-f]{64}$/, 'Look at what would happen first.'),
  attempt: z.uuid('Look at what would happen first.'),
});
