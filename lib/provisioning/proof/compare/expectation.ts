import type { CatalogueTable } from '../../catalogue/catalogue';
import type { PlanColumn, PlanTable } from '../../scrub-plan/scrub-plan';
import type { ColumnProof } from '../certificate';

/**
 * What may be expected of a masked column without knowing how its mask works: only what the plan's words promise.
 *
 * Masks that make values nobody has leave no value of the source at all. Masks that draw from a small range (names,
 * dates, phone numbers) may hit a real value by chance, so there the promise is about rows: a row must not keep its
 * own value. That needs a key which the plan keeps, by which both sides name the same row.
 */
export type Expectation = ColumnProof['expectation'];

const makesUnheardOf = new Set(['mail', 'token', 'free_text', 'url_host', 'file_name']);
/** The share of rows, and the least number, that may carry their own value because the mask drew it again. */
const byChance: Readonly<Record<string, { share: number; least: number }>> = {
  pseudonym: { share: 0.001, least: 1 },
  person_name: { share: 0.01, least: 2 },
  phone: { share: 0.001, least: 1 },
  postal_address: { share: 0.001, least: 1 },
  company: { share: 0.02, least: 2 },
  ip: { share: 0.01, least: 1 },
  card: { share: 0.001, least: 1 },
  iban: { share: 0.001, least: 1 },
  date_shift: { share: 0, least: 0 },
  digits: { share: 0.001, least: 1 },
  json: { share: 0.02, least: 2 },
  array: { share: 0.02, least: 2 },
  fields: { share: 0.02, least: 2 },
};
/** Masks that promise so of some values only (`touched-by-mask.ts`). */
const ofSomeValues = new Set(['digits', 'json', 'array', 'fields']);
/** In a table of fewer rows than this a single hit would be far from chance. */
const leastRows = 20;

/** How many of so many rows may carry their own value under this mask. */
export function allowedByChance(mask: string, rows: number): number {
  const chance = byChance[mask];
  if (!chance || rows < leastRows) return 0;
  return Math.max(chance.least, Math.floor(chance.share * rows));
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
  return mask.name in byChance && !ofSomeValues.has(mask.name) && !isCoarse ? 'changed' : 'reported';
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
