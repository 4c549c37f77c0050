import { z } from 'zod';
import { organizationScope } from '../../../access/organization-scope';
import { idInput } from '../../../command/id-input';
import { defineQuery } from '../../../command/query';
import { db } from '../../../db/client';
import { notFound } from '../../../errors';
import { lookAtImpact } from '../../impact/read-impact';
import type { CopyMeasure } from '../copy';
import { type Look, parseMeasure } from '../look-into';

/** One table in the copy in use and in the other: rows now and as handed over, and rows written in use since then. */
export type TableImpact = {
  table: string;
  current: number | null;
  other: number | null;
  /** False where an estimate stands for the count. */
  isExact: boolean;
  written: number | null;
};

/**
 * What putting another copy into use changes: rows of each table in both, rows that were written in the copy in use since
 * it was handed over, which go out of use with it, and whom that meets, as for everything that meets a sandbox. The copy in
 * use is measured as it is now, the other as it was handed over; a figure that is not to be had is null. Throws `not_found`
 * for another organization's.
 */
export const getCopyImpact = defineQuery({
  name: 'copy.impact',
  input: z.object({ copyId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const found = await db().sandboxCopy.findFirst({
      where: { AND: [{ id: input.copyId }, { sandbox: organizationScope(actor) }] },
      select: {
        measure: true,
        sandbox: {
          select: { id: true, activeCopy: { select: { measure: true } } },
        },
      },
    });
    if (!found) throw notFound('copy');
    const { id, activeCopy } = found.sandbox;
    const { impact, look } = await lookAtImpact(id, input.copyId);
    const tables = compare(look, parseMeasure(activeCopy?.measure), parseMeasure(found.measure));
    return { ...impact, tables, isMeasured: look.rows !== null };
  },
});

/** Every table that either copy has. */
function compare(
  { rows, written }: Look,
  handedOver: CopyMeasure | null,
  other: CopyMeasure | null,
): TableImpact[] {
  const names = new Set([...Object.keys(rows ?? handedOver ?? {}), ...Object.keys(other ?? {})]);
  return [...names].sort().map((table) => {
    const [now, its] = [rows?.[table], other?.[table]];
    const isExact = (now?.isExact ?? true) && (its?.isExact ?? true);
    const current = now?.rows ?? null;
    return { table, current, other: its?.rows ?? null, isExact, written: written?.[table] ?? null };
  });
}
