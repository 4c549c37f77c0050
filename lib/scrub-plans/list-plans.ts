import { z } from 'zod';
import { cursorInput, type Order } from '../command/keyset';
import { readPrismaPage } from '../command/prisma-page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import type { Prisma } from '../db/generated/client';
import { scrubPlan } from '../plan-format/scrub-plan';
import { countGroups } from './plan';
import { planRows } from './plan-rows';

/** Every source with the state of its plan: its latest version, what is unclassified, whether it can be carried out. */
export const listPlans = defineQuery({
  name: 'scrub_plan.list',
  input: z.object({ cursor: cursorInput }),
  allow: 'scrub_plan:read',
  run: async ({ input }) => {
    const where: Prisma.TenantWhereInput = {};
    const page = await readPrismaPage(
      { order, cursor: input.cursor, where },
      {
        find: (slice) => db().tenant.findMany({ ...slice, select: tenantRow }),
        count: (counted) => db().tenant.count(counted),
        table: 'Tenant',
      },
    );
    const rows = page.rows.map(
      ({ planVersions: [latest], readings: [reading], schema: _schema, ...tenant }) => ({
        ...tenant,
        reading: reading ?? null,
        latest: latest ? summary(latest) : null,
      }),
    );
    return { ...page, rows };
  },
});

const tenantRow = {
  id: true,
  schema: true,
  name: true,
  organization: { select: { name: true } },
  product: { select: { name: true } },
  planVersions: { orderBy: { version: 'desc' }, take: 1 },
  readings: {
    orderBy: { createdAt: 'desc' },
    take: 1,
    select: { state: true, failure: true },
  },
} satisfies Prisma.TenantSelect;

/** Tenants that share a schema, or have one name for it, keep their place from page to page by their id. */
const order: Order<{ id: string; schema: string; organization: { name: string } }> = {
  name: 'plans',
  descends: false,
  keys: [
    { path: 'organization.name', kind: 'text', of: (row) => row.organization.name },
    { path: 'schema', kind: 'text', of: (row) => row.schema },
    { path: 'id', kind: 'text', of: (row) => row.id },
  ],
};

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
