import { groupOf } from '../plan-format/data-class';
import type { ScrubPlan } from '../plan-format/scrub-plan';
import { keepsSensitive, keepsValues } from '../provisioning';
import type { PlanRow } from './plan';

/** Every column of a plan in reading order: unclassified first, then what is kept although it is sensitive. Pure. */
export function planRows(plan: Pick<ScrubPlan, 'tables'>): PlanRow[] {
  const rows = Object.entries(plan.tables).flatMap(([table, { columns }]) =>
    Object.entries(columns).map(([column, entry]) => ({
      ...entry,
      table,
      column,
      group: groupOf(entry.class),
      isKept: entry.mask !== undefined && keepsValues(entry.mask),
      keepsSensitive: entry.mask !== undefined && keepsSensitive(entry.mask, entry.class),
    })),
  );
  const rank = (row: PlanRow) => (row.group === 'unclassified' ? 0 : row.keepsSensitive ? 1 : 2);
  return rows.sort(
    (a, b) => rank(a) - rank(b) || a.table.localeCompare(b.table) || a.column.localeCompare(b.column),
  );
}
