import { isSensitive } from '../provisioning/scrub-plan/data-class';
import { type MaskWords, strengthRank, weakestStrength } from '../scrub-plans/masks/mask';
import type { PlanRow } from '../scrub-plans/plan';

/**
 * What a reviewer looks at first. Safe in the browser: imports vocabulary alone.
 */

/** Below this a class is a guess; a guess by which a column leaves as it is deserves a second look. */
const unsure = 0.64;

/**
 * The columns by which data could leave, the worst first: what nobody classified, what is sensitive and kept or weakly
 * masked (masks inside of masks count), and what leaves as it is because somebody is only half sure that it is harmless.
 * Pure; rows of one rank keep their order.
 */
export function attentionRows<Row extends PlanRow>(rows: readonly Row[], masks: readonly MaskWords[]): Row[] {
  return rows
    .map((row) => ({ row, rank: rankOf(row, masks) }))
    .filter((each): each is { row: Row; rank: number } => each.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}

function rankOf(row: PlanRow, masks: readonly MaskWords[]): number | null {
  if (row.group === 'unclassified' || !row.mask) return 0;
  const strength = weakestStrength(row.mask, masks);
  if (isSensitive(row.class))
    return strength === 'none' || strength === 'weak' ? 1 + strengthRank(strength) : null;
  const isGuess = !row.decidedBy && row.confidence !== undefined && row.confidence < unsure;
  return strength === 'none' && isGuess ? 3 : null;
}

export type TableOfRows<Row> = { table: string; rows: Row[]; masked: number; unclassified: number };

/** The same rows by table, in alphabetical order, with how many of each are masked and open. Pure. */
export function rowsByTable<Row extends PlanRow>(rows: readonly Row[]): TableOfRows<Row>[] {
  const tables = new Map<string, Row[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return [...tables]
    .map(([table, own]) => ({
      table,
      rows: own,
      masked: own.filter(({ mask }) => mask && mask.name !== 'keep').length,
      unclassified: own.filter(({ group }) => group === 'unclassified').length,
    }))
    .sort((a, b) => a.table.localeCompare(b.table));
}
