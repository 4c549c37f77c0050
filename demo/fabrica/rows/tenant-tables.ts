import type { TableRows } from '../writing/cells';
import { catalogueTables, makeCatalogue } from './catalogue';
import { commentTable, trailTables } from './collaboration';
import { configurationTables } from './configuration-rows';
import { instructionTables, makeProcedures } from './instructions';
import { integrationTables } from './integration';
import { makePartners, partnerTables } from './partners';
import { sizesOf, type TenantPlan } from './plan';
import { makeRuns, productionTables } from './production';
import { makeOrders, purchasingTables } from './purchasing';
import { referenceTables } from './reference-rows';
import { accessTables, makeStaff, staffTables } from './staff';
import { stockTables } from './stock';

/**
 * Every row of a tenant, table by table, parents before children (two circles aside: teams and their leads, parts and
 * their current bills). The same plan gives the same rows on any machine. What several tables share (people, parts,
 * runs) is made first and held; the rows themselves are generated as they are walked, once.
 */
export function tenantTables(plan: TenantPlan): TableRows[] {
  const { sizes, things } = makeThings(plan);
  return [
    ...referenceTables(),
    ...configurationTables(plan),
    ...recordTables(plan),
    ...accessTables(plan, sizes, things.staff),
    ...trailTables(plan, sizes, things),
    ...integrationTables(plan, sizes, things),
  ];
}

/** The part of a tenant's rows that its people work with: what a seed set may hold. Ordered as above. */
export function recordTables(plan: TenantPlan): TableRows[] {
  const { sizes, things } = makeThings(plan);
  return [
    ...staffTables(plan, sizes, things.staff),
    ...partnerTables(plan, things),
    ...catalogueTables(plan, things),
    ...instructionTables(plan, things.procedures, things.staff),
    ...productionTables(plan, sizes, things),
    ...purchasingTables(plan, things.orders, things.staff),
    ...stockTables(plan, sizes, things),
    commentTable(plan, sizes, things),
  ];
}

function makeThings(plan: TenantPlan) {
  const sizes = sizesOf(plan);
  const staff = makeStaff(plan, sizes.users);
  const suppliers = makePartners(plan, 'suppliers', sizes.suppliers);
  const customers = makePartners(plan, 'customers', sizes.customers);
  const { parts, boms } = makeCatalogue(plan, sizes);
  const procedures = makeProcedures(plan, sizes, parts);
  const runs = makeRuns(plan, sizes, procedures, staff);
  const orders = makeOrders(plan, sizes, parts, suppliers);
  return { sizes, things: { staff, suppliers, customers, parts, boms, procedures, runs, orders } };
}
