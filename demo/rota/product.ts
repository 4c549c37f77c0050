import type { z } from 'zod';
import type { ProductDefinition } from '@/lib/products/product';
import type { tenantKeyInput } from '@/lib/products/tenant';

/** Rota as a vendor registers it: a product whose customers share all tables, told apart by `organizations.id`. */
export const rota: ProductDefinition = {
  slug: 'rota',
  name: 'Rota',
  keyPrefix: 'rota',
  productionUrl: 'https://api.rota.example.test',
  layout: 'rows',
  schema: 'app',
  referenceTables: ['qualifications', 'public_holidays'],
  // Each part begins with the tenant's own row, which the rest refers to.
  configuration: { modules: ['organizations', 'modules'], branding: ['organizations', 'branding'] },
  records: {
    people: { table: 'people', key: 'id', label: 'People' },
    sites: { table: 'sites', key: 'id', label: 'Sites' },
    shifts: { table: 'shifts', key: 'id', label: 'Shifts' },
    absences: { table: 'absences', key: 'id', label: 'Absences' },
  },
  smoke: { table: 'qualifications', values: { code: 'smoke-test', title: 'Smoke test' } },
};

/** The schema that all of Rota's customers share in its production. */
export const rotaSchema = 'rota';

type RotaTenant = { name: string; key: z.input<typeof tenantKeyInput> };

/** The two customers that Rota's production holds. */
export const rotaTenants: readonly RotaTenant[] = [
  { name: 'Delta Clinics', key: { table: 'organizations', columns: ['id'], values: ['7301'] } },
  { name: 'Emberly Hotels', key: { table: 'organizations', columns: ['id'], values: ['7302'] } },
];
