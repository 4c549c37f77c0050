import { canonicalJson } from '../../canonical-json';
import type { ScrubPlan, TableScope, TenantKey, TenantWay } from '../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable, ForeignKey } from '../catalogue/catalogue';
import { rootOf } from '../masks/compile/plan-entry';
import { plannedTables } from '../plan-check/drift';

/**
 * Finds for every table the ways from its rows to the tenant's key: its own columns, else foreign keys to tables that
 * have a way.
 *
 * Where one way exists for every row (columns that are never NULL, all the way), the shortest such is taken. Otherwise a
 * row belongs to the tenant by any of its ways, and all are taken that close no circle. Those that were not taken are
 * handed back too: rows must not contradict them.
 */
export type DerivedScope = {
  scope: Extract<TableScope, { rows: 'tenant' }>;
  /** Further ways of the same rows, which have to agree with the chosen ones. */
  others: TenantWay[];
};

/** A table with a way, while ways are looked for. */
type Found = DerivedScope & {
  /** References between the table and the key. */
  level: number;
  /** Every row has an owner by the first way. */
  isTotal: boolean;
};

type Step = { way: TenantWay; to: string; isTotal: boolean; level: number; name: string };

/** The foreign keys of a table as plans see them: towards whole tables, never towards one partition, each once. */
export function referencesOf(
  table: CatalogueTable,
  catalogue: Catalogue,
): { key: ForeignKey; to: CatalogueTable }[] {
  const seen = new Set<string>();
  return table.foreignKeys.flatMap((key) => {
    const target = catalogue.tables.find((candidate) => candidate.key === key.table);
    if (!target) return [];
    const to = rootOf(target, catalogue);
    const identity = JSON.stringify([key.columns, to.key, key.referenced]);
    if (seen.has(identity)) return [];
    seen.add(identity);
    return [{ key, to }];
  });
}

const isRequired = (table: CatalogueTable, columns: readonly string[]) =>
  columns.every((name) => table.columns.some((column) => column.name === name && column.notNull));

const has = (table: CatalogueTable, columns: readonly string[]) =>
  columns.every((name) => table.columns.some((column) => column.name === name));

const own = (columns: string[]): DerivedScope => ({
  scope: { rows: 'tenant', by: [{ columns }] },
  others: [],
});

/** `columns` of the referenced table as the referring table calls them; null unless the foreign key holds them all. */
function translated(key: ForeignKey, columns: readonly string[]): string[] | null {
  const names = columns.map((column) => key.columns[key.referenced.indexOf(column)]);
  return names.every((name) => name !== undefined) ? names : null;
}

/** Tables that hold the key themselves, and, where it is told by its columns' names, the table of tenants they refer to. */
function anchors(tables: CatalogueTable[], tenant: TenantKey, catalogue: Catalogue): Map<string, Found> {
  const isAnchor = (table: CatalogueTable) =>
    tenant.root === undefined ? has(table, tenant.columns) : table.key === tenant.root;
  const found = new Map<string, Found>();
  const add = (table: CatalogueTable, columns: string[]) =>
    found.set(table.key, { ...own(columns), level: 0, isTotal: isRequired(table, columns) });
  for (const table of tables) if (isAnchor(table)) add(table, tenant.columns);
  if (tenant.root !== undefined) return found;
  const references = tables.filter(isAnchor).flatMap((table) => referencesOf(table, catalogue));
  for (const { key, to } of references) {
    const referenced = tenant.columns.map((column) => key.referenced[key.columns.indexOf(column)]);
    const isWhole = key.columns.length === tenant.columns.length;
    if (isWhole && !found.has(to.key) && referenced.every((name) => name !== undefined)) add(to, referenced);
  }
  return found;
}

/** The way over one foreign key; its own columns where they hold the key that the referenced table is told by. */
function wayOver(key: ForeignKey, to: CatalogueTable, found: Found): TenantWay {
  const [first, ...more] = found.scope.by;
  const columns = first && more.length === 0 && !first.references ? translated(key, first.columns) : null;
  if (columns) return { columns };
  return { columns: key.columns, references: { table: to.key, columns: key.referenced } };
}

/** Foreign keys of a table towards tables that have a way, best first: for every row, then short, then by name. */
function stepsOf(table: CatalogueTable, found: ReadonlyMap<string, Found>, catalogue: Catalogue): Step[] {
  const steps = referencesOf(table, catalogue).flatMap(({ key, to }): Step[] => {
    const beyond = found.get(to.key);
    if (!beyond || to.key === table.key) return [];
    const isTotal = beyond.isTotal && isRequired(table, key.columns);
    return [{ way: wayOver(key, to, beyond), to: to.key, isTotal, level: beyond.level + 1, name: key.name }];
  });
  const unique = new Map(steps.reverse().map((step) => [canonicalJson(step.way), step]));
  return [...unique.values()].sort(
    (left, right) =>
      Number(right.isTotal) - Number(left.isTotal) ||
      left.level - right.level ||
      (left.name < right.name ? -1 : 1),
  );
}

/** Lets ways grow outwards from the key until no table is reached any more; with `total`, along such ways alone. */
function grow(
  tables: CatalogueTable[],
  found: Map<string, Found>,
  catalogue: Catalogue,
  total: boolean,
): void {
  for (let isGrowing = true; isGrowing; ) {
    const before = new Map(found);
    const steps = tables
      .filter(({ key }) => !before.has(key))
      .map((table) => ({ key: table.key, best: stepsOf(table, before, catalogue)[0] }));
    for (const { key, best } of steps)
      if (best && (best.isTotal || !total))
        found.set(key, { scope: { rows: 'tenant', by: [best.way] }, others: [], ...best });
    isGrowing = found.size > before.size;
  }
}

/** Whether the ways taken so far lead from one table to another. */
function leads(from: string, to: string, found: ReadonlyMap<string, Found>): boolean {
  if (from === to) return true;
  const ways = found.get(from)?.scope.by ?? [];
  return ways.some(({ references }) => references !== undefined && leads(references.table, to, found));
}

/** Takes every further way of a table whose rows may have none by the first, unless it closes a circle. */
function widen(table: CatalogueTable, found: Map<string, Found>, catalogue: Catalogue): void {
  const own = found.get(table.key);
  if (!own || own.level === 0) return;
  for (const { way, to } of stepsOf(table, found, catalogue)) {
    const isTaken = own.scope.by.some((each) => canonicalJson(each) === canonicalJson(way));
    if (isTaken) continue;
    if (own.isTotal || (way.references && leads(to, table.key, found))) own.others.push(way);
    else own.scope.by.push(way);
  }
}

/**
 * Scopes by the table's key, for the tables that have a way; the rest is for a person to classify. Pure, and the same
 * for the same structure, so that a plan can be held against a source again.
 */
export function deriveScopes(catalogue: Catalogue, tenant: TenantKey): Map<string, DerivedScope> {
  const tables = plannedTables(catalogue).filter((table) => table.kind !== 'f');
  const found = anchors(tables, tenant, catalogue);
  grow(tables, found, catalogue, true);
  grow(tables, found, catalogue, false);
  const outwards = tables
    .filter(({ key }) => found.has(key))
    .sort((left, right) => (found.get(left.key)?.level ?? 0) - (found.get(right.key)?.level ?? 0));
  for (const table of outwards) widen(table, found, catalogue);
  return new Map([...found].map(([key, { scope, others }]) => [key, { scope, others }]));
}

/** The plan with the tenant's key and the derived way of every table that has one. Decided scopes stay. Pure. */
export function proposeScopes(plan: ScrubPlan, catalogue: Catalogue, tenant: TenantKey): ScrubPlan {
  const derived = deriveScopes(catalogue, tenant);
  const tables = Object.entries(plan.tables).map(([key, table]) => {
    const scope = table.scope?.decidedBy ? table.scope : derived.get(key)?.scope;
    return [key, scope ? { ...table, scope } : table];
  });
  return { ...plan, tenant, tables: Object.fromEntries(tables) };
}
