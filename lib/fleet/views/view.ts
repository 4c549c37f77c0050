import { z } from 'zod';
import { textInput } from '../../command/text-input';
import { chosenColumns, fleetFilter, fleetSortNames } from '../fleet';

/**
 * The vocabulary of saved views: what somebody looks for in the fleet, under a name of their own.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

/** More than these are no help in finding. */
export const mostViews = 20;

export const viewName = textInput('Name the view.', { most: 40 });

const view = fleetFilter.extend({
  sort: z.enum(fleetSortNames).optional().catch(undefined),
  columns: z
    .string()
    .transform((text) => chosenColumns(text).join(','))
    .optional()
    .catch(undefined),
});

/**
 * A view as the query of an address, always written the same way: what the fleet does not know is left out, so that two views can
 * be compared as texts.
 */
export function viewQuery(values: Record<string, unknown>): string {
  const known = Object.entries(view.parse(values)).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(known.sort(([one = ''], [other = '']) => one.localeCompare(other))).toString();
}
