import type { ClassGroup, DataClass } from '../plan-format/data-class';
import type { ScrubPlan } from '../plan-format/scrub-plan';
import { planRows } from '../scrub-plans/plan-rows';

/**
 * A column whose values, or readable parts of them, left as they are. Evidence is left out: it speaks of shapes, and a
 * certificate is read by more people than a plan.
 */
export type KeptColumn = {
  table: string;
  column: string;
  class: DataClass;
  group: ClassGroup;
  /** The mask's name: `keep`, or one that keeps parts. */
  mask: string;
  /** It is sensitive: somebody's data, a secret or a live wire. */
  isSensitive: boolean;
  /** Why and by whom; null where the machine proposed it and nobody objected. */
  reason: string | null;
  decidedBy: string | null;
};

/** Every column that a plan keeps: what is sensitive first, then what people decided, then by class and name. Pure. */
export function keptColumns(plan: Pick<ScrubPlan, 'tables'>): KeptColumn[] {
  const rank = ({ isSensitive, decidedBy }: KeptColumn) => (isSensitive ? 0 : decidedBy ? 1 : 2);
  return planRows(plan)
    .filter((row) => row.isKept)
    .map((row) => ({
      table: row.table,
      column: row.column,
      class: row.class,
      group: row.group,
      mask: row.mask?.name ?? 'keep',
      isSensitive: row.keepsSensitive,
      reason: row.reason ?? null,
      decidedBy: row.decidedBy ?? null,
    }))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        a.class.localeCompare(b.class) ||
        a.table.localeCompare(b.table) ||
        a.column.localeCompare(b.column),
    );
}
