import type { ProductDefinition } from '@/lib/products/product';
import { canaryMark } from './canaries';

/** Fabrica as a vendor registers it: which tables are everybody's, which configure a tenant, what the API serves. */
export const fabrica: ProductDefinition = {
  slug: 'fabrica',
  name: 'Fabrica',
  keyPrefix: 'fabrica',
  productionUrl: 'https://api.fabrica.example.test',
  layout: 'schema',
  schema: 'app',
  referenceTables: ['currencies', 'countries', 'units', 'roles'],
  configuration: {
    modules: ['modules'],
    branding: ['branding'],
    feature_flags: ['feature_flags'],
  },
  canaries: [canaryMark],
  records: {
    parts: { table: 'parts', key: 'id', label: 'Parts' },
    boms: { table: 'boms', key: 'id', label: 'Bills of materials' },
    'bom-items': { table: 'bom_items', key: 'id', label: 'Items of bills of materials' },
    suppliers: { table: 'suppliers', key: 'id', label: 'Suppliers' },
    customers: { table: 'customers', key: 'id', label: 'Customers' },
    procedures: { table: 'procedures', key: 'id', label: 'Procedures' },
    'procedure-steps': { table: 'procedure_steps', key: 'id', label: 'Steps of procedures' },
    runs: { table: 'runs', key: 'id', label: 'Runs' },
    'run-steps': { table: 'run_steps', key: 'id', label: 'Steps of runs' },
    measurements: { table: 'measurements', key: 'id', label: 'Measurements' },
    inventory: { table: 'inventory', key: 'id', label: 'Inventory' },
    locations: { table: 'locations', key: 'id', label: 'Locations' },
    'purchase-orders': { table: 'purchase_orders', key: 'id', label: 'Purchase orders' },
    'work-centers': { table: 'work_centers', key: 'id', label: 'Work centres' },
    comments: { table: 'comments', key: 'id', label: 'Comments' },
    units: { table: 'units', key: 'code', label: 'Units' },
  },
  smoke: { table: 'parts', values: { number: 'SMK-999901', name: 'Smoke test', kind: 'purchased' } },
};
