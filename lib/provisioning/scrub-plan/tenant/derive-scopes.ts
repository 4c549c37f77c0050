import type { Catalogue, CatalogueTable, ForeignKey } from '../../catalogue/catalogue';
import { rootOf } from '../../masks/compile/plan-entry';
import { plannedTables } from '../check/drift';
import type { TableScope, TenantKey, TenantWay } from '../scrub-plan';

/**
 * Finds for every table the way from its rows to the tenant's key: its own columns, else a foreign key to a table that
 * has a way already, level by level, so that the shortest way is found first and no way runs in a circle.
 *
 * Of several foreign keys one is chosen whose columns are never NULL. Where each may be NULL, a row belongs to the
 * tenant by any of them, and all are taken. Those that were not chosen are handed back too: rows must not contradict them.
 */
export type DerivedScope = {
  scope: Extract<TableScope, { rows: 'tenant' }>;
  /** Further ways of the same rows, which have to agree with the chosen ones. */
  others: TenantWay[];
};

type Found = DerivedScope & {
  level: number;
  /** Every row has an owner by the chosen way. */
  isTotal: boolean;
};

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
  for (const table of tables.filter(isAnchor))
    for (const { key, to } of referencesOf(table, catalogue)) {
      const referenced = tenant.columns.map((column) => key.referenced[key.columns.indexOf(column)]);
      const isWhole = key.columns.length === tenant.columns.length;
      if (isWhole && !found.has(to.key) && referenced.every((name) => name !== undefined))
        add(to, referenced);
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

function choose(table: CatalogueTable, found: Map<string, Found>, catalogue: Catalogue): Found | null {
  const ways = referencesOf(table, catalogue)
    .flatMap(({ key, to }) => {
      const beyond = found.get(to.key);
      if (!beyond || to.key === table.key) return [];
      const isTotal = beyond.isTotal && isRequired(table, key.columns);
      return [{ way: wayOver(key, to, beyond), isTotal, level: beyond.level + 1, name: key.name }];
    })
    .sort(
      (left, right) =>
        Number(right.isTotal) - Number(left.isTotal) ||
        left.level - right.level ||
        (left.name < right.name ? -1 : 1),
    );
  const [best] = ways;
  if (!best) return null;
  const unique = [...new Map(ways.map(({ way }) => [JSON.stringify(way), way])).values()];
  const by = best.isTotal ? [best.way] : unique;
  const others = best.isTotal ? unique.filter((way) => JSON.stringify(way) !== JSON.stringify(best.way)) : [];
  const level = Math.max(...(best.isTotal ? [best] : ways).map((each) => each.level));
  return { scope: { rows: 'tenant', by }, others, level, isTotal: best.isTotal };
}

/**
 * Scopes by the table's key, for the tables that have a way; the rest is for a person to classify. Pure, and the same
 * for the same structure, so that a plan can be held against a source again.
 */
export function deriveScopes(catalogue: Catalogue, tenant: TenantKey): Map<string, DerivedScope> {
  const tables = plannedTables(catalogue).filter((table) => table.kind !== 'f');
  const found = anchors(tables, tenant, catalogue);
  for (let isGrowing = true; isGrowing; ) {
    const before = new Map(found);
    const reached = tables
      .filter((table) => !found.has(table.key))
      .flatMap((table) => {
        const chosen = choose(table, before, catalogue);
        return chosen ? [[table.key, chosen] as const] : [];
      });
    for (const [key, chosen] of reached) found.set(key, chosen);
    isGrowing = reached.length > 0;
  }
  return new Map([...found].map(([key, { scope, others }]) => [key, { scope, others }]));
}
