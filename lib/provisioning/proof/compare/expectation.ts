import type { ColumnProof } from '../../../certificate-format/certificate';
import type { PlanColumn, PlanTable } from '../../../plan-format/scrub-plan';
import type { CatalogueTable } from '../../catalogue/catalogue';

/**
 * What may be expected of a masked column without knowing how its mask works: only what the plan's words promise.
 *
 * Masks that make values nobody has leave no value of the source at all. Masks that draw from a small range (names,
 * dates, phone numbers) may hit somebody else's value by chance, so there the promise is about rows: no row keeps its
 * own value, since these masks draw again where they meet it. That needs a key which the plan keeps, by which both sides
 * name the same row.
 */
export type Expectation = ColumnProof['expectation'];

const makesUnheardOf = new Set(['mail', 'token', 'free_text', 'url_host', 'file_name']);
/** Masks under which no row keeps its own value. Masks of some values only are in `touched-by-mask.ts`. */
const changesRows = new Set([
  'pseudonym',
  'person_name',
  'phone',
  'postal_address',
  'company',
  'ip',
  'card',
  'iban',
  'date_shift',
]);
/** Masks that hold others: what those make may be what was there, such as filler instead of filler. */
const holders = new Set(['json', 'array', 'fields']);
/** The share of rows, and the least number, that may then carry their own value. */
const byChance = { share: 0.02, least: 2 };
/** In a table of fewer rows than this a single hit would be far from chance. */
const leastRows = 20;

/** How many of so many rows may carry their own value under this mask. */
export function allowedByChance(mask: string, rows: number): number {
  if (!holders.has(mask) || rows < leastRows) return 0;
  return Math.max(byChance.least, Math.floor(byChance.share * rows));
}

/** In bytes. Shorter values coincide by chance: a filler text of one letter equals any other. */
export const leastLength = 8;

/**
 * What this decision promises of every value, whatever the column's type. A mask that is not known here is reported; more
 * than that may hold of some of its values (`promise.ts`).
 */
export function expectationOf(column: Pick<PlanColumn, 'mask'>): Expectation {
  const { mask } = column;
  if (!mask || mask.name === 'keep') return 'kept';
  if (mask.name === 'null') return 'empty';
  if (mask.name === 'free_text' && mask.mode === 'redact') return 'reported';
  if (makesUnheardOf.has(mask.name)) return 'absent';
  const isCoarse = mask.part !== undefined && mask.part !== 'full' && mask.part !== 'family_first';
  return changesRows.has(mask.name) && !isCoarse ? 'changed' : 'reported';
}

/** Whether this decision leaves nothing of a value that is long enough. */
export function isThorough(column: Pick<PlanColumn, 'mask'>): boolean {
  const expectation = expectationOf(column);
  return expectation === 'absent' || expectation === 'changed';
}

/** The columns of a unique key that the plan keeps whole, by which a row is found again; null where there is none. */
export function keptKey(table: CatalogueTable, plan: PlanTable): string[] | null {
  const keys = table.uniqueKeys.filter(
    (key) =>
      key.columns.length > 0 &&
      key.predicate === null &&
      key.columns.every((name) => plan.columns[name]?.mask?.name === 'keep'),
  );
  const [first] = keys.sort((left, right) => Number(right.primary) - Number(left.primary));
  return first?.columns ?? null;
}
