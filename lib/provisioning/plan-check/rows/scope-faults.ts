import { canonicalJson } from '../../../canonical-json';
import { describeScope, describeWay } from '../../../plan-format/describe-scope';
import type { ScrubPlan, TableScope, TenantWay } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { type DerivedScope, deriveScopes } from '../../tenant/derive-scopes';
import { plannedTables } from '../drift';
import type { Refusal, RefusalCode } from '../refusal';

/** What a plan says of a tenant's rows, against the structure: every table needs a way to the key, or a decision. */

const say = (code: RefusalCode, table: string, message: string): Refusal => ({
  code,
  table,
  message: `${table}: ${message}`,
});

function keyFaults({ tenant }: ScrubPlan, tables: CatalogueTable[]): Refusal[] {
  if (!tenant) return [];
  const faults: Refusal[] = [];
  if (tenant.columns.length !== tenant.values.length)
    faults.push(say('tenant_key_broken', 'tenant', 'its key needs one value for each of its columns.'));
  if (tenant.root === undefined) return faults;
  const root = tables.find((table) => table.key === tenant.root);
  const missing = tenant.columns.filter((name) => !root?.columns.some((column) => column.name === name));
  if (!root) faults.push(say('tenant_key_broken', tenant.root, 'there is no such table to tell tenants by.'));
  else if (missing.length > 0)
    faults.push(say('tenant_key_broken', root.key, `it has no column ${missing.join(', ')}.`));
  return faults;
}

/** Why a way cannot be gone, or null. */
function wayFault(
  table: CatalogueTable,
  way: TenantWay,
  plan: ScrubPlan,
  tables: CatalogueTable[],
): string | null {
  const lacks = (of: CatalogueTable, names: string[]) =>
    names.find((name) => !of.columns.some((column) => column.name === name));
  const unknown = lacks(table, way.columns);
  if (unknown !== undefined) return `its way to the key names a column "${unknown}" that it does not have.`;
  if (!way.references)
    return way.columns.length === plan.tenant?.columns.length
      ? null
      : 'its own columns are not as many as the key’s.';
  const { references } = way;
  const target = tables.find((candidate) => candidate.key === references.table);
  if (!target) return `its way to the key leads to ${references.table}, which does not exist.`;
  if (way.columns.length !== references.columns.length || lacks(target, references.columns) !== undefined)
    return `its way to the key does not match the columns of ${references.table}.`;
  if (plan.tables[target.key]?.scope?.rows !== 'tenant')
    return `its way to the key leads to ${references.table}, which has none.`;
  return null;
}

function isCircle(start: string, plan: ScrubPlan): boolean {
  const follow = (key: string, seen: string[]): boolean => {
    const scope = plan.tables[key]?.scope;
    if (scope?.rows !== 'tenant') return false;
    return scope.by.some(({ references }) => {
      if (!references) return false;
      return (
        references.table === start ||
        (!seen.includes(references.table) && follow(references.table, [...seen, key]))
      );
    });
  };
  return follow(start, []);
}

function undecided(table: CatalogueTable, plan: ScrubPlan, derived: DerivedScope | undefined): Refusal {
  if (!derived)
    return say(
      'scope_missing',
      table.key,
      'no way leads from its rows to the tenant’s key. Classify it as reference (copied whole) or exclude (structure only), or name its way.',
    );
  const ways = derived.scope.by.map((way) => describeWay(way, plan)).join(' or ');
  return say(
    'scope_missing',
    table.key,
    `the plan does not say which of its rows leave; ${ways} leads to the key.`,
  );
}

function scopeFaults(
  table: CatalogueTable,
  scope: TableScope,
  derived: DerivedScope | undefined,
  { plan, tables }: { plan: ScrubPlan; tables: CatalogueTable[] },
): Refusal[] {
  if (scope.rows === 'exclude') return [];
  if (scope.rows === 'reference') {
    const holdsKey = derived?.scope.by.some((way) => !way.references);
    if (holdsKey)
      return [
        say(
          'scope_unfit',
          table.key,
          'it holds the tenant’s key, so to copy it whole would take other tenants’ rows.',
        ),
      ];
    if (derived && !scope.reason)
      return [
        say(
          'scope_unfit',
          table.key,
          'a way leads from its rows to the tenant’s key; to copy it whole takes a reason.',
        ),
      ];
    return [];
  }
  const faults = scope.by.flatMap((way) => wayFault(table, way, plan, tables) ?? []);
  if (faults.length > 0) return faults.map((fault) => say('scope_unfit', table.key, fault));
  if (isCircle(table.key, plan))
    return [say('scope_unfit', table.key, 'its way to the key runs in a circle.')];
  if (scope.decidedBy || (derived && canonicalJson(derived.scope.by) === canonicalJson(scope.by))) return [];
  const ways = derived?.scope.by.map((way) => describeWay(way, plan)).join(' or ') ?? 'none';
  return [
    say(
      'scope_changed',
      table.key,
      `the plan takes ${describeScope(table.key, plan)}, which nobody decided; the structure’s own way is ${ways}.`,
    ),
  ];
}

/** Every table whose rows the plan cannot tell apart. Pure. */
export function findScopeFaults(plan: ScrubPlan, catalogue: Catalogue): Refusal[] {
  const tables = plannedTables(catalogue).filter((table) => table.kind !== 'f');
  if (!plan.tenant)
    return tables
      .filter(({ key }) => plan.tables[key]?.scope?.rows === 'tenant')
      .map(({ key }) => say('scope_unfit', key, 'the plan names a way to a tenant’s key and no key.'));
  const broken = keyFaults(plan, tables);
  if (broken.length > 0) return broken;
  const derived = deriveScopes(catalogue, plan.tenant);
  return tables.flatMap((table) => {
    const entry = plan.tables[table.key];
    if (!entry) return [];
    const own = derived.get(table.key);
    return entry.scope
      ? scopeFaults(table, entry.scope, own, { plan, tables })
      : [undecided(table, plan, own)];
  });
}
