import { z } from 'zod';
import { shapes } from '../requests/request';
import { sandboxStates } from '../sandboxes/sandbox';

/**
 * The vocabulary of the fleet: by what all sandboxes are looked for and sorted, and the columns that people choose from. All of it
 * stands in the address, so that a view can be kept, sent and taken as CSV.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

export const fleetSorts = {
  ends: 'Ends first',
  '-ends': 'Ends last',
  created: 'Oldest',
  '-created': 'Latest',
  name: 'Name',
  '-name': 'Name, from Z',
  used: 'Longest unused',
  '-used': 'Last used',
} as const;
export type FleetSort = keyof typeof fleetSorts;
export const fleetSortNames = Object.keys(fleetSorts) as [FleetSort, ...FleetSort[]];

/** Columns beside the name, in the order in which they stand. */
export const fleetColumns = {
  state: 'State',
  shape: 'Data',
  organization: 'Customer',
  product: 'Product',
  requester: 'Asked for by',
  size: 'Size',
  used: 'Last use',
  ends: 'Ends',
  failures: 'Failures',
  created: 'Made',
} as const;
export type FleetColumn = keyof typeof fleetColumns;
export const fleetColumnNames = Object.keys(fleetColumns) as FleetColumn[];
const defaultColumns: readonly FleetColumn[] = ['state', 'organization', 'size', 'used', 'ends', 'failures'];

/** The columns that an address chooses (`state,size`); those that most people need where it chooses none. */
export function chosenColumns(text: string | undefined): FleetColumn[] {
  const named = new Set((text ?? '').split(','));
  const chosen = fleetColumnNames.filter((name) => named.has(name));
  return chosen.length > 0 ? chosen : [...defaultColumns];
}

/** Days over which failures of a sandbox are counted. */
export const failureDays = 30;

/** Filters come from addresses that people type: an empty or unreadable one filters nothing. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const words = optional(
  z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u),
);
const days = optional(z.coerce.number().int().min(0).max(3_650));

export const fleetFilter = z.object({
  state: optional(z.enum(sandboxStates)),
  shape: optional(z.enum(shapes)),
  organization: words,
  product: optional(z.string().regex(/^[\w-]{1,60}$/)),
  /** Not used for so many days. */
  unused: days,
  /** Ends within so many days. */
  ends: days,
  failed: optional(z.literal('1')),
  text: words,
});
export type FleetFilter = z.output<typeof fleetFilter>;
