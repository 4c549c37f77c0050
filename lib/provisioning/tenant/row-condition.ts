import { escapeIdentifier } from 'pg';
import type { ScrubPlan, TenantWay } from '../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../catalogue/catalogue';
import type { ColumnType } from '../catalogue/column-type';
import { planEntry } from '../masks/compile/plan-entry';
import { tenantSetting } from './open-tenant-session';

/**
 * Which rows of a table leave, as an SQL condition: the tenant's, told by the key or by semi-joins along references,
 * and those that the row filter leaves. A condition follows other tables' filters where it leads through them, so a row
 * that hangs on one which stays behind stays too. Whatever a plan leaves unsaid holds for no row.
 *
 * The key's values stand in the session's settings, never in the statement. `current_setting` is stable, so the planner
 * knows its value when it estimates and uses the source's indexes on key and references.
 */

/** A table under the name by which a statement calls it. */
export type Aliased = { table: CatalogueTable; alias: string };

type Sources = { plan: ScrubPlan; catalogue: Catalogue };

/** Longer ways than any structure needs; a plan that was edited by hand into a circle ends here. */
const mostHops = 16;

/** The condition in parentheses over the alias, or null when every row leaves. Bare names mean this table's columns. */
export function rowCondition(
  table: CatalogueTable,
  plan: ScrubPlan,
  catalogue: Catalogue,
  alias: string,
): string | null {
  return condition({ table, alias }, { plan, catalogue }, 0);
}

function condition(here: Aliased, sources: Sources, depth: number): string | null {
  const filter = planEntry(here.table, sources.plan, sources.catalogue)?.rowFilter;
  const parts = [ownership(here, sources, depth), filter === undefined ? null : filterCondition(filter)];
  const needed = parts.filter((part) => part !== null);
  return needed.length === 0 ? null : `(${needed.join(' AND ')})`;
}

/**
 * A row filter as a condition by itself. Twofold parentheses leave nothing but an expression between them, and a comment at
 * its end reaches no further than the line; what is no expression is for `checkPlan` to refuse.
 */
export function filterCondition(filter: string): string {
  return `((${filter}\n))`;
}

function ownership(here: Aliased, sources: Sources, depth: number): string | null {
  const { plan, catalogue } = sources;
  const scope = planEntry(here.table, plan, catalogue)?.scope;
  if (scope === undefined) return plan.tenant === undefined ? null : 'false';
  if (scope.rows === 'reference') return null;
  if (scope.rows === 'exclude' || plan.tenant === undefined || depth > mostHops) return 'false';
  return `(${scope.by.map((way) => wayCondition(here, way, sources, depth)).join(' OR ')})`;
}

/** The condition of one way; one that leads nowhere holds for no row. */
export function wayCondition(here: Aliased, way: TenantWay, sources: Sources, depth = 0): string {
  if (!way.references) return ownColumns(here, way);
  const { columns, table: key } = way.references;
  const table = sources.catalogue.tables.find((candidate) => candidate.key === key);
  if (!table) return 'false';
  const there = { table, alias: `t${depth + 1}` };
  const beyond = condition(there, sources, depth + 1);
  const joined = joinOn(here, way.columns, there, columns);
  return `EXISTS (SELECT FROM ${fromTable(table)} AS ${there.alias} WHERE ${joined}${beyond === null ? '' : ` AND ${beyond}`})`;
}

function ownColumns({ table, alias }: Aliased, { columns }: TenantWay): string {
  const parts = columns.map((name, at) => {
    const type = typeOf(table, name);
    if (!type) return 'false';
    const value = `current_setting('${tenantSetting(at)}')::${type.sql}`;
    return `${alias}.${escapeIdentifier(name)} ${equals(type)} ${value}`;
  });
  return `(${parts.join(' AND ')})`;
}

/** `right.x = left.a AND …`, position by position. */
export function joinOn(
  left: Aliased,
  columns: readonly string[],
  right: Aliased,
  referenced: readonly string[],
): string {
  const parts = columns.map((name, at) => {
    const other = referenced[at];
    if (other === undefined) return 'false';
    const operator = equals(typeOf(right.table, other) ?? typeOf(left.table, name));
    return `${right.alias}.${escapeIdentifier(other)} ${operator} ${left.alias}.${escapeIdentifier(name)}`;
  });
  return parts.join(' AND ');
}

const typeOf = (table: CatalogueTable, name: string) =>
  table.columns.find((column) => column.name === name)?.type;

/** Types of extensions bring their own equality, which the bare sign would miss: to citext, `Acme` equals `acme`. */
function equals(type: ColumnType | undefined): string {
  const isForeign = type?.kind === 'base' && type.schema !== 'pg_catalog';
  return isForeign ? `OPERATOR(${escapeIdentifier(type.schema)}.=)` : '=';
}

/** A table as it stands behind FROM: a foreign key sees all partitions of a table, and no heirs. */
export function fromTable(table: CatalogueTable): string {
  const name = `${escapeIdentifier(table.schema)}.${escapeIdentifier(table.name)}`;
  return table.kind === 'p' ? name : `ONLY ${name}`;
}
