import type { MaskColumn } from '../mask';

/**
 * Dates far out (before the year 1000, from 9000 on, infinite) mean "always" or "never" and are nobody's. They stay as
 * they are: programs compare with them, and moving them would leave the range of the type.
 */
export function exceptSentinels(column: MaskColumn, sql: string): string {
  const { sql: raw, type } = column;
  return `CASE WHEN ${raw} >= '1000-01-01' AND ${raw} < '9000-01-01' THEN (${sql})::${type.base} ELSE ${raw} END`;
}
