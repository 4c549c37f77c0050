import { escapeIdentifier } from 'pg';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { planEntry } from '../../masks/compile/plan-entry';
import type { ScrubPlan, TenantWay } from '../scrub-plan';
import { tenantSetting } from './open-tenant-session';

/**
 * Which rows of a table leave, as an SQL condition: the tenant's, told by the key or by semi-joins along references,
 * and those that the row filter leaves. A condition follows other tables' filters where it leads through them, so a row
 * that hangs on one which stays behind stays too.
 *
 * The key's values stand in the session's settings, never in the statement. `current_setting` is stable, so the planner
 * knows its value when it estimates and uses the source's indexes on key and references.
 */

/** Longer ways than any structure needs; a plan that was edited by hand into a circle ends here. */
const mostHops = 16;

/** The condition in parentheses over the alias, or null when every row leaves. Bare names mean this table's columns. */
export function rowCondition(
  table: CatalogueTable,
  plan: ScrubPlan,
  catalogue: Catalogue,
  alias: string,
): string | null {
  return condition(table, { plan, catalogue }, alias, 0);
}

type Sources = { plan: ScrubPlan; catalogue: Catalogue };

function condition(table: CatalogueTable, sources: Sources, alias: string, depth: number): string | null {
  const filter = planEntry(table, sources.plan, sources.catalogue)?.rowFilter;
  const parts = [ownership(table, sources, alias, depth), filter === undefined ? null : `(${filter})`];
  const needed = parts.filter((part) => part !== null);
  return needed.length === 0 ? null : `(${needed.join(' AND ')})`;
}

function ownership(table: CatalogueTable, sources: Sources, alias: string, depth: number): string | null {
  const { plan, catalogue } = sources;
  const scope = planEntry(table, plan, catalogue)?.scope;
  if (scope?.rows === 'exclude') return 'false';
  if (plan.tenant === undefined || scope?.rows === 'reference') return null;
  if (scope === undefined || depth > mostHops) return 'false';
  return `(${scope.by.map((way) => wayCondition(table, way, sources, alias, depth)).join(' OR ')})`;
}

/** The condition of one way; one that leads nowhere holds for no row. */
export function wayCondition(
  table: CatalogueTable,
  way: TenantWay,
  sources: Sources,
  alias: string,
  depth = 0,
): string {
  if (!way.references) return ownColumns(table, way, alias);
  const { columns, table: key } = way.references;
  const target = sources.catalogue.tables.find((candidate) => candidate.key === key);
  if (!target) return 'false';
  const inner = `t${depth + 1}`;
  const beyond = condition(target, sources, inner, depth + 1);
  const joined = joinOn(alias, way.columns, inner, columns);
  return `EXISTS (SELECT FROM ${fromTable(target)} AS ${inner} WHERE ${joined}${beyond === null ? '' : ` AND ${beyond}`})`;
}

function ownColumns(table: CatalogueTable, { columns }: TenantWay, alias: string): string {
  const parts = columns.map((name, at) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (!column) return 'false';
    return `${alias}.${escapeIdentifier(name)} = current_setting('${tenantSetting(at)}')::${column.type.sql}`;
  });
  return `(${parts.join(' AND ')})`;
}

/** `left.a = right.x AND …`, position by position. */
export function joinOn(
  left: string,
  columns: readonly string[],
  right: string,
  referenced: readonly string[],
): string {
  return columns
    .map(
      (name, at) =>
        `${right}.${escapeIdentifier(referenced[at] ?? name)} = ${left}.${escapeIdentifier(name)}`,
    )
    .join(' AND ');
}

/** A table as it stands behind FROM: a foreign key sees all partitions of a table, and no heirs. */
export function fromTable(table: CatalogueTable): string {
  const name = `${escapeIdentifier(table.schema)}.${escapeIdentifier(table.name)}`;
  return table.kind === 'p' ? name : `ONLY ${name}`;
}
