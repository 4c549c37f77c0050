import { z } from 'zod';
import { organizationScope } from '../../../access/organization-scope';
import { idInput } from '../../../command/id-input';
import { defineQuery } from '../../../command/query';
import { db } from '../../../db/client';
import { notFound } from '../../../errors';
import { productDefinition } from '../../../products/product';
import type { CopyMeasure } from '../copy';
import { type Look, lookInto, measuredColumns, parseMeasure, sumOf } from '../look-into';

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
 * it was handed over, which go out of use with it, and the keys that go on. The copy in use is measured as it is now, the
 * other as it was handed over; a figure that is not to be had is null. Throws `not_found` for another organization's.
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
          select: {
            product: { select: { definition: true } },
            apiKeys: {
              where: { revokedAt: null },
              orderBy: { createdAt: 'asc' },
              select: { id: true, label: true, lastUsedAt: true },
            },
            copies: {
              where: { state: 'active' },
              select: measuredColumns,
            },
          },
        },
      },
    });
    if (!found) throw notFound('copy');
    const { apiKeys, copies, product } = found.sandbox;
    const [active] = copies;
    const { schema } = productDefinition.parse(product.definition);
    const look = await lookInto(active, schema);
    const tables = compare(look, parseMeasure(active?.measure), parseMeasure(found.measure));
    return {
      keys: apiKeys,
      tables,
      isMeasured: look.rows !== null,
      written: look.written === null ? null : sumOf(look.written),
      /** Why it is not known what was written, in words; null where it is. */
      whyUnknown: look.whyUnknown,
      inUseSince: active?.activatedAt ?? active?.readyAt ?? null,
    };
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
