import { z } from 'zod';
import { organizationScope } from '../../../access/organization-scope';
import { idInput } from '../../../command/id-input';
import { defineQuery } from '../../../command/query';
import { deriveRolePassword } from '../../../credentials/derive-role-password';
import { db } from '../../../db/client';
import { notFound } from '../../../errors';
import { log } from '../../../log';
import { productDefinition } from '../../../products/product';
import { measureCopy } from '../../../provisioning';
import { sandboxServer } from '../../cluster/sandbox-server';
import { type CopyMeasure, copyMeasure } from '../copy';

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
              select: { database: true, role: true, measure: true, readyAt: true, activatedAt: true },
            },
          },
        },
      },
    });
    if (!found) throw notFound('copy');
    const { apiKeys, copies, product } = found.sandbox;
    const [active] = copies;
    const { schema } = productDefinition.parse(product.definition);
    const measured = active ? await measure(active, schema) : null;
    const tables = compare(measured, parse(active?.measure), parse(found.measure));
    const known = tables.flatMap(({ written }) => (written === null ? [] : [written]));
    return {
      keys: apiKeys,
      tables,
      isMeasured: measured !== null,
      /** Null when it is not known of any table. */
      written: known.length > 0 ? known.reduce((sum, each) => sum + each, 0) : null,
      inUseSince: active?.activatedAt ?? active?.readyAt ?? null,
    };
  },
});

const parse = (stored: unknown): CopyMeasure | null => copyMeasure.safeParse(stored).data ?? null;

/** Null when the database is not to be entered now: the page says so instead of failing. */
async function measure(
  { database, role }: { database: string | null; role: string | null },
  schema: string,
): Promise<CopyMeasure | null> {
  const clusterUrl = sandboxServer();
  if (!database || !role || !clusterUrl) return null;
  try {
    const place = { database, role, schema, password: deriveRolePassword(role) };
    return await measureCopy(place, { clusterUrl });
  } catch (error) {
    log.warn({ database, error }, 'a copy in use could not be measured');
    return null;
  }
}

/** Every table that either copy has; counters that began anew after a crash say nothing. */
function compare(
  current: CopyMeasure | null,
  handedOver: CopyMeasure | null,
  other: CopyMeasure | null,
): TableImpact[] {
  const names = new Set([...Object.keys(current ?? handedOver ?? {}), ...Object.keys(other ?? {})]);
  return [...names].sort().map((table) => {
    const [now, before, its] = [current?.[table], handedOver?.[table], other?.[table]];
    const written = now && before && now.writes >= before.writes ? now.writes - before.writes : null;
    const isExact = (now?.isExact ?? true) && (its?.isExact ?? true);
    return { table, current: now?.rows ?? null, other: its?.rows ?? null, isExact, written };
  });
}
