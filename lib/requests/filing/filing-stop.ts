import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { textInput } from '../../command/text-input';

/**
 * The vocabulary of the switch that stops new requests, for a day on which the house can take none: a move of the cluster, an
 * incident, the end of a product. Who reads it is whoever wants to file, so the reason is a sentence for them.
 *
 * Safe in the browser: imports zod and vocabulary alone.
 */

/** Why nothing can be filed, for customers to read. */
export const stopFilingInput = z.strictObject({
  reason: textInput('Say why, for customers to read.', {
    least: 10,
    most: 500,
    tooShort: 'Say why in at least 10 characters; customers read it.',
  }),
});

/** Names the stop that was seen, so that nobody lifts another one than they read. */
export const allowFilingInput = z.strictObject({ stopId: idInput });

/** What whoever files is told while nothing can be filed. */
export function stoppedText({ reason }: { reason: string }): string {
  return `New requests are stopped for now: ${reason}`;
}
