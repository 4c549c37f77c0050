import { type Client, escapeIdentifier } from 'pg';
import type { ScrubPlan, TenantKey } from '../../plan-format/scrub-plan';
import { tableKey } from '../../plan-format/table-key';
import type { BuildOrder } from '../build-order';
import { type Catalogue, type CatalogueTable, readCatalogue } from '../catalogue/catalogue';
import { findKeyFaults } from '../plan-check/rows/source-rows';
import { ProvisioningError } from '../provisioning-error';
import { type DerivedScope, deriveScopes } from '../tenant/derive-scopes';
import { openTenantSession } from '../tenant/open-tenant-session';
import { rowCondition, wayCondition } from '../tenant/row-condition';

/**
 * Which rows of a source are this tenant's, for what is copied without a scrub plan: its configuration. Where tenants
 * share tables, the ways from the structure decide; nobody's word widens them. A row counts as the tenant's when some way
 * leads from it to the key and no way leads from it elsewhere.
 */
export type OwnRows = {
  /** A condition over the alias `src` by bare table; a table that is not in it is copied whole. */
  where: ReadonlyMap<string, string>;
};

type Keyed = { schema: string; tenant: TenantKey };

const aloneInSchema: OwnRows = { where: new Map() };

/**
 * Conditions for the named tables, with the key's values put into the session until its transaction ends. Throws
 * `product_mismatch` for a table that no way leads from: nobody could say whose its rows are.
 */
export async function ownRowsOf(
  client: Client,
  { schema, tenant }: BuildOrder['source'],
  tables: readonly string[],
): Promise<OwnRows> {
  if (!tenant || tables.length === 0) return aloneInSchema;
  const catalogue = await readCatalogue(client, [schema]);
  const derived = deriveScopes(catalogue, tenant);
  const found = tables.map((name) => {
    const table = catalogue.tables.find(({ key }) => key === tableKey(schema, name));
    const scope = derived.get(tableKey(schema, name));
    if (!table || !scope)
      throw new ProvisioningError(
        'product_mismatch',
        `The product names ${name} as a tenant’s own, and no way leads from its rows to the tenant’s key.`,
      );
    return [name, condition(table, scope, planOf({ schema, tenant }, derived), catalogue)] as const;
  });
  await openTenantSession(client, tenant, true);
  return { where: new Map(found) };
}

/**
 * Refuses a source of shared tables that cannot be told apart as registered: a key that fits no column or that nobody
 * carries, and reference tables whose rows have owners, since those are copied whole. Throws `product_mismatch`; no value
 * of the key stands in the message.
 */
export async function assertToldApart(
  client: Client,
  { schema, tenant }: BuildOrder['source'],
  referenceTables: readonly string[],
): Promise<void> {
  if (!tenant) return;
  const catalogue = await readCatalogue(client, [schema]);
  const derived = deriveScopes(catalogue, tenant);
  const [fault] = await findKeyFaults(client, planOf({ schema, tenant }, derived), catalogue);
  if (fault) throw new ProvisioningError('product_mismatch', fault.message);
  const owned = referenceTables.find((name) => derived.has(tableKey(schema, name)));
  if (owned !== undefined)
    throw new ProvisioningError(
      'product_mismatch',
      `The product names ${owned} as a reference table, and its rows lead to the tenants’ key.`,
    );
}

function condition(
  table: CatalogueTable,
  { scope, others }: DerivedScope,
  plan: ScrubPlan,
  catalogue: Catalogue,
): string {
  const here = { table, alias: 'src' };
  const agreeing = [...scope.by, ...others].map((way) => {
    const leads = wayCondition(here, way, { plan, catalogue });
    const isOpen = way.columns.map((name) => `src.${escapeIdentifier(name)} IS NULL`).join(' OR ');
    return `(${isOpen} OR ${leads})`;
  });
  return [rowCondition(table, plan, catalogue, 'src') ?? 'false', ...agreeing].join(' AND ');
}

/** The structure's own ways in the form of a plan, which is what conditions are made from. */
function planOf({ schema, tenant }: Keyed, derived: ReadonlyMap<string, DerivedScope>): ScrubPlan {
  const tables = [...derived].map(([key, { scope }]) => [key, { scope, columns: {} }]);
  return {
    formatVersion: 1,
    source: { fingerprint: '', server: '' },
    schemas: [schema],
    tenant,
    tables: Object.fromEntries(tables),
    links: [],
    structure: {},
  };
}
