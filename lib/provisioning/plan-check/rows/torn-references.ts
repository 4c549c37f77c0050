import { escapeIdentifier } from 'pg';
import { canonicalJson } from '../../../canonical-json';
import { describeWay } from '../../../plan-format/describe-scope';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable, ForeignKey } from '../../catalogue/catalogue';
import { type DerivedScope, deriveScopes, referencesOf } from '../../tenant/derive-scopes';
import { type Aliased, fromTable, joinOn, rowCondition, wayCondition } from '../../tenant/row-condition';
import { plannedTables } from '../drift';
import type { Refusal } from '../refusal';

/**
 * Whether the rows that leave hang together: none may refer to a row that stays, and where several ways lead to the
 * tenant's key, no row may belong to two tenants. The counts run on the source, and nothing else comes back.
 */

/** A count that has to be zero: `sql` gives it as `n`. */
export type Counting = { name: string; table: string; sql: string; refusal: (rows: number) => Refusal };

const notNull = (alias: string, columns: readonly string[]) =>
  columns.map((name) => `${alias}.${escapeIdentifier(name)} IS NOT NULL`).join(' AND ');

/** The reference is the very way by which the row was chosen, or carries the key itself. */
function isImplied(key: ForeignKey, table: CatalogueTable, to: CatalogueTable, plan: ScrubPlan): boolean {
  const [mine, theirs] = [plan.tables[table.key]?.scope, plan.tables[to.key]?.scope];
  if (mine?.rows !== 'tenant' || theirs?.rows !== 'tenant' || mine.by.length !== 1) return false;
  const [way] = mine.by;
  if (way?.references)
    return (
      canonicalJson(way) ===
      canonicalJson({ columns: key.columns, references: { table: to.key, columns: key.referenced } })
    );
  if (plan.tables[to.key]?.rowFilter !== undefined || theirs.by.length !== 1) return false;
  const [beyond] = theirs.by;
  if (!beyond || beyond.references) return false;
  return beyond.columns.every((column, at) => {
    const position = key.referenced.indexOf(column);
    return position >= 0 && key.columns[position] === way?.columns[at];
  });
}

function torn(table: CatalogueTable, plan: ScrubPlan, catalogue: Catalogue): Counting[] {
  const taken = rowCondition(table, plan, catalogue, 'src');
  const entry = plan.tables[table.key];
  if (entry?.scope?.rows === 'exclude') return [];
  return referencesOf(table, catalogue).flatMap(({ key, to }): Counting[] => {
    const there = rowCondition(to, plan, catalogue, 'ref');
    const isEmptied = key.columns.some((name) => entry?.columns[name]?.mask?.name === 'null');
    if (there === null || isEmptied || isImplied(key, table, to, plan)) return [];
    const met = (extra: string) =>
      `EXISTS (SELECT FROM ${fromTable(to)} AS ref WHERE ${joinOn({ table, alias: 'src' }, key.columns, { table: to, alias: 'ref' }, key.referenced)}${extra})`;
    const where = [
      ...(taken === null ? [] : [taken]),
      notNull('src', key.columns),
      `NOT ${met(` AND ${there}`)}`,
      met(''),
    ];
    return [
      {
        name: key.name,
        table: table.key,
        sql: `SELECT count(*)::float8 AS n FROM ${fromTable(table)} AS src WHERE ${where.join(' AND ')}`,
        refusal: (rows) => ({
          code: 'reference_torn',
          table: table.key,
          ...(key.columns[0] === undefined ? {} : { column: key.columns[0] }),
          constraint: key.name,
          message: `${table.key}: ${rows} of the rows that would leave refer by ${key.name} to rows of ${to.key} that would not, since they belong to another tenant, to none, or are filtered out.`,
        }),
      },
    ];
  });
}

function disagreeing(
  table: CatalogueTable,
  { scope, others }: DerivedScope,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Counting[] {
  const ways = [...scope.by, ...others];
  if (ways.length < 2) return [];
  const sources = { plan, catalogue };
  const here: Aliased = { table, alias: 'src' };
  const says = ways.map((way) => wayCondition(here, way, sources));
  const denies = ways.map((way, at) => `(${notNull('src', way.columns)} AND (${says[at]}) IS NOT TRUE)`);
  const isTaken = says.slice(0, scope.by.length).join(' OR ');
  const described = ways.map((way) => describeWay(way, plan)).join('; ');
  return [
    {
      name: 'several ways to the key',
      table: table.key,
      sql: `SELECT count(*)::float8 AS n FROM ${fromTable(table)} AS src WHERE (${says.join(' OR ')}) AND (${denies.join(' OR ')} OR (${isTaken}) IS NOT TRUE)`,
      refusal: (rows) => ({
        code: 'paths_disagree',
        table: table.key,
        message: `${table.key}: several ways lead to the tenant’s key (${described}), and they disagree about ${rows} rows. Choose one in the plan.`,
      }),
    },
  ];
}

/** Every count that has to be zero before rows leave. None for a plan that takes all rows of all tables. Pure. */
export function referenceCounts(plan: ScrubPlan, catalogue: Catalogue): Counting[] {
  const derived = plan.tenant ? deriveScopes(catalogue, plan.tenant) : new Map<string, DerivedScope>();
  return plannedTables(catalogue)
    .filter((table) => table.kind !== 'f' && plan.tables[table.key])
    .flatMap((table) => {
      const scope = plan.tables[table.key]?.scope;
      const open = scope?.rows === 'tenant' && !scope.decidedBy ? derived.get(table.key) : undefined;
      return [...(open ? disagreeing(table, open, plan, catalogue) : []), ...torn(table, plan, catalogue)];
    });
}
