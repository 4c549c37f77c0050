import type { TableRows } from '../writing/cells';
import { accessTables } from './company/access';
import { commentTable, trailTables } from './company/collaboration';
import { configurationTables } from './company/configuration-rows';
import { customerTables } from './company/customers';
import { integrationTables } from './company/integration';
import { makePartners } from './company/partner';
import { referenceTables } from './company/reference-rows';
import { makeStaff, staffTables } from './company/staff';
import { supplierTables } from './company/suppliers';
import { sizesOf, type TenantPlan } from './plan';
import { bomTables } from './shop/bills';
import { makeCatalogue, partTable } from './shop/catalogue';
import { instructionTables, makeProcedures } from './shop/instructions';
import { measurementTable } from './shop/measurements';
import { makeOrders, purchasingTables } from './shop/purchasing';
import { makeRuns, runTables } from './shop/runs';
import { stockTables } from './shop/stock';
import { bookingTable, workCenters } from './shop/work-centers';

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
    ...supplierTables(plan, things.suppliers),
    ...customerTables(plan, things.customers, things.staff),
    partTable(plan, things),
    ...bomTables(plan, things),
    ...instructionTables(plan, things.procedures, things.staff),
    workCenters(plan, sizes),
    ...runTables(plan, sizes, things),
    measurementTable(plan, things),
    bookingTable(plan, sizes, things),
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
