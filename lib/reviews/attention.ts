import { isSensitive } from '../plan-format/data-class';
import { type MaskWords, weakestStrength } from '../scrub-plans/masks/mask';
import type { PlanRow } from '../scrub-plans/plan';

/**
 * What a reviewer looks at first. Safe in the browser: imports vocabulary alone.
 *
 * The rule: whatever leaves as it is, or nearly, unless the machine itself is sure that it is harmless. So a column stands
 * there that a person let out, whatever class they gave it, since nobody but the reviewer looks at that decision again;
 * one that is sensitive and kept or weakly masked, whoever decided; and one that is kept on a guess.
 */

/** Why a column stands there, in the order in which they are looked at. */
export const attentionWhys = ['open', 'named', 'person', 'sensitive', 'weak', 'guess'] as const;
export type AttentionWhy = (typeof attentionWhys)[number];

export const attentionLabels: Record<AttentionWhy, string> = {
  open: 'Not decided',
  named: 'Named by the proof that failed last',
  person: 'Kept by a person',
  sensitive: 'Sensitive, and kept',
  weak: 'Weakly masked',
  guess: 'Kept because it is probably harmless',
};

/** Below this a class is a guess; a guess by which a column leaves as it is deserves a second look. */
const unsure = 0.64;

/** Why a reviewer has to look at this column; null where it is masked well or surely harmless. Pure. */
export function whyLook(row: PlanRow, masks: readonly MaskWords[]): AttentionWhy | null {
  if (row.group === 'unclassified' || !row.mask) return 'open';
  const isByPerson = row.decidedBy !== undefined || row.reason !== undefined;
  if (row.isKept && isByPerson) return 'person';
  const strength = weakestStrength(row.mask, masks);
  if (row.keepsSensitive || (strength === 'none' && isSensitive(row.class))) return 'sensitive';
  if (strength === 'weak') return isByPerson || isSensitive(row.class) ? 'weak' : null;
  const isGuess = row.confidence !== undefined && row.confidence < unsure;
  return row.isKept && isGuess ? 'guess' : null;
}

export type Attention<Row> = { why: AttentionWhy; rows: Row[] };

/**
 * The columns that a reviewer has to look at, by why. Within one why what is sensitive comes first, then what one decision
 * let out stands together. `named` are columns that a failed proof names: they are looked at however they are masked now.
 * Pure.
 */
export function attentionRows<Row extends PlanRow>(
  rows: readonly Row[],
  masks: readonly MaskWords[],
  named: readonly Pick<PlanRow, 'table' | 'column'>[] = [],
): Attention<Row>[] {
  const isNamed = (row: Row) =>
    named.some(({ table, column }) => table === row.table && column === row.column);
  const found = rows.map((row) => {
    const why = whyLook(row, masks);
    return { row, why: why !== 'open' && isNamed(row) ? ('named' as const) : why };
  });
  return attentionWhys
    .map((why) => ({ why, rows: found.filter((each) => each.why === why).map(({ row }) => row) }))
    .filter((each) => each.rows.length > 0)
    .map(({ why, rows: own }) => ({ why, rows: own.sort(byDecision) }));
}

function byDecision(a: PlanRow, b: PlanRow): number {
  return (
    Number(b.keepsSensitive) - Number(a.keepsSensitive) ||
    (a.decidedBy ?? '').localeCompare(b.decidedBy ?? '') ||
    (a.reason ?? '').localeCompare(b.reason ?? '') ||
    a.table.localeCompare(b.table) ||
    a.column.localeCompare(b.column)
  );
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
