import { z } from 'zod';
import { pageNumber, slice, toPage } from '../command/page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { scrubPlan } from '../plan-format/scrub-plan';
import { countGroups } from './plan';
import { planRows } from './plan-rows';

/** Every source with the state of its plan: its latest version, what is unclassified, whether it can be carried out. */
export const listPlans = defineQuery({
  name: 'scrub_plan.list',
  input: z.object({ page: pageNumber }),
  allow: 'scrub_plan:read',
  run: async ({ input }) => {
    const [tenants, total] = await Promise.all([
      db().tenant.findMany({
        ...slice(input.page),
        // Tenants that share a schema, or have one name for it, keep their place from page to page by their id.
        orderBy: [{ organization: { name: 'asc' } }, { schema: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          name: true,
          organization: { select: { name: true } },
          product: { select: { name: true } },
          planVersions: { orderBy: { version: 'desc' }, take: 1 },
          readings: {
            orderBy: { createdAt: 'desc' },
            take: 1,
            select: { state: true, failure: true },
          },
        },
      }),
      db().tenant.count(),
    ]);
    const rows = tenants.map(({ planVersions: [latest], readings: [reading], ...tenant }) => ({
      ...tenant,
      reading: reading ?? null,
      latest: latest ? summary(latest) : null,
    }));
    return toPage(rows, total, input.page);
  },
});

function summary(latest: {
  version: number;
  createdAt: Date;
  checkedAt: Date | null;
  document: unknown;
  refusals: unknown;
}) {
  const rows = planRows(scrubPlan.parse(latest.document));
  const { version, createdAt, checkedAt } = latest;
  const refusals = Array.isArray(latest.refusals) ? latest.refusals.length : 0;
  return { version, createdAt, checkedAt, columns: rows.length, counts: countGroups(rows), refusals };
}
