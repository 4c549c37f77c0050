import { escapeIdentifier } from 'pg';
import type { ColumnProof, Expectation } from '../../certificate-format/certificate';
import type { PlanColumn } from '../../plan-format/scrub-plan';
import type { ColumnCount, Sides } from './compare/compare-columns';
import type { ForeignCount } from './compare/count-foreign';
import { fromClause, type HashPlace } from './compare/hash-select';
import { holdsSameValues } from './compare/same-values';
import { holdingOf, holdsThorough, isReadable } from './promises/expectation';
import { promisesOf } from './promises/mask-promises';

/** What the counts of one column mean: the lines of the certificate. */

/** A column in which this few values were compared, or that knows this few, may well be as it was. */
const fewCompared = 20;
const fewDistinct = 5;

/** So many rows, or half of all, stand for a column of which not every row can be told from the others. */
const manyRows = 10_000;

/** The share of rows, and the least number, that may carry their own value under a mask that meets it by chance. */
const byChance = { share: 0.02, least: 2 };
/** In a table of fewer rows than this a single hit would be far from chance. */
const leastRows = 20;

function allowedByChance(mask: string, rows: number): number {
  if (!promisesOf(mask)?.meetsByChance || rows < leastRows) return 0;
  return Math.max(byChance.least, Math.floor(byChance.share * rows));
}

type Compared = {
  count: ColumnCount;
  entry: PlanColumn;
  hasKey: boolean;
  /** Without a key: of the rows that what is kept of them tells apart. */
  inRows: ColumnCount | undefined;
};

/** Judges what was compared with the source. Asks both sides once more where it looks as if nothing at all has changed. */
export async function judgeCompared(
  sides: Sides,
  places: { source: HashPlace; target: HashPlace },
  given: Compared,
): Promise<ColumnProof> {
  const { count, entry, hasKey, inRows } = given;
  const { survivors, compared } = count;
  const { column, expectation } = count.column;
  const base = { column: column.name, class: entry.class, mask: entry.mask?.name ?? '', survivors, compared };
  if (expectation === 'absent') return { ...base, expectation, passed: survivors === 0 };
  if (expectation === 'changed' && hasKey)
    return { ...base, expectation, passed: survivors <= allowedByChance(base.mask, compared) };
  const note = hasKey
    ? 'the mask keeps some values by design'
    : 'no key is kept by which rows could be compared; values of the whole column were';
  const isChanged = !(await isUntouched(sides, places, given));
  if (!inRows || !isChanged) return { ...base, expectation: 'reported', passed: isChanged, note };
  const { survivors: unchanged, compared: rows } = inRows;
  const passed = unchanged <= allowedByChance(base.mask, rows);
  // A few rows speak against a column, but not for it.
  if (passed && rows < Math.min(manyRows, compared / 2))
    return { ...base, expectation: 'reported', passed, note };
  return {
    ...base,
    survivors: unchanged,
    compared: rows,
    expectation,
    passed,
    note: 'no key is kept; compared in rows that are told apart by all that is kept of them',
  };
}

/**
 * A mask that keeps some values by design keeps them all only where it was not applied, or changes nothing, which is no
 * mask either. Redaction finds nothing in most texts, and a document may consist of what the plan keeps. Where rows cannot
 * be told apart, values that came back by chance look like raw ones, but never all of them as often as they were.
 */
async function isUntouched(
  sides: Sides,
  places: { source: HashPlace; target: HashPlace },
  { count, entry, hasKey }: Omit<Compared, 'inRows'>,
): Promise<boolean> {
  const { survivors, compared, column } = count;
  if (compared <= fewCompared || survivors === 0 || (hasKey && survivors < compared)) return false;
  const { mask } = entry;
  const mayStay = isReadable(mask) || (mask && holdingOf(mask) && !holdsThorough(mask));
  if (mayStay) return false;
  const { rows } = await sides.target.query<{ n: number }>(
    `SELECT count(*)::int4 AS n FROM (SELECT DISTINCT src.${escapeIdentifier(column.column.name)}::text
       ${fromClause(places.target)} LIMIT ${fewDistinct}) AS found`,
  );
  if ((rows[0]?.n ?? 0) < fewDistinct) return false;
  return hasKey || holdsSameValues(sides, places, column);
}

/** Kept columns are listed with the plan's reason; emptied ones, and those of a known form, by what else they hold. */
export function judgeUncompared(
  entry: PlanColumn,
  { column, expectation }: { column: string; expectation: Expectation },
  count: ForeignCount | undefined,
): ColumnProof {
  const base = { column, class: entry.class, mask: entry.mask?.name ?? '', expectation };
  if (!count)
    return {
      ...base,
      survivors: null,
      compared: 0,
      passed: Boolean(entry.reason),
      note: entry.reason ?? 'no reason is given',
    };
  return { ...base, survivors: count.foreign, compared: count.values, passed: count.foreign === 0 };
}
