import { listStages } from '@/lib/ends/stages/list-stages';
import type { NextStage } from '@/lib/ends/stages/stage';
import { askForPage } from './ask-for-page';

/** Rows of sandboxes with what becomes of each next. */
export async function withStages<Row extends { id: string }>(
  rows: readonly Row[],
): Promise<(Row & { next: NextStage | null })[]> {
  const stages = await askForPage(listStages, { ids: rows.map(({ id }) => id) });
  return rows.map((row) => ({ ...row, next: stages[row.id] ?? null }));
}
