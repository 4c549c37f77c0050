import pg from 'pg';
import { ownEntry } from '../../../plan-format/own-entry';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { PlanRefused, type Refusal } from '../../plan-check/refusal';
import { rowCondition } from '../../tenant/row-condition';
import { maskColumn, maskContext, sourceAlias } from './mask-columns';
import { planEntry } from './plan-entry';
import type { TieGroups } from './tie-groups';
import { tieGroups } from './tie-groups';

/**
 * The masked SELECT of one table. It lists every column that is written (generated ones are computed again by the
 * target), each by its mask, so that a column the plan does not know cannot slip through: it is refused by name.
 */

export interface CompiledSelect {
  /** `SELECT … AS …, …` without FROM. The caller adds `FROM ONLY <table> AS src` and its own range. */
  sql: string;
  /** The alias that `sql` and `where` read from: always `src`. */
  alias: string;
  /** Bare names in the order of the list, for `COPY target (…) FROM STDIN`. */
  columns: string[];
  /** Which rows leave, in parentheses, to be joined by AND with the caller's range; null when all of them do. */
  where: string | null;
}

function refuse(table: string, column: string, message: string, code: Refusal['code']): Refusal {
  return { code, table, column, message: `${table}, column "${column}": ${message}` };
}

/**
 * Compiles one table. Pass `ties` when compiling many tables of one plan. The statement must run in a session that
 * `openMaskSession` prepared, and `openTenantSession` for a plan with a tenant's key. Throws `PlanRefused`, naming each column that is missing from the plan, unclassified, of
 * a changed type, or whose mask does not fit; run `checkPlan` first to learn of all tables at once. Pure.
 */
export function compileSelect(
  table: CatalogueTable,
  plan: ScrubPlan,
  catalogue: Catalogue,
  ties: TieGroups = tieGroups(catalogue, plan.links),
): CompiledSelect {
  const entry = planEntry(table, plan, catalogue);
  const context = maskContext(table, ties, catalogue.serverVersion);
  const refusals: Refusal[] = [];
  const written = table.columns.filter((column) => column.generated === '');
  const list = written.map((column) => {
    const decided = entry ? ownEntry(entry.columns, column.name) : undefined;
    const stop = (message: string, code: Refusal['code']) => {
      refusals.push(refuse(table.key, column.name, message, code));
      return 'NULL';
    };
    if (!decided) return stop('the plan does not know it', 'column_appeared');
    if (decided.class === 'unclassified') return stop('it is unclassified', 'unclassified');
    if (!decided.mask) return stop('it has no mask', 'mask_missing');
    if (decided.type !== column.type.declared)
      return stop(
        `it was ${decided.type} when it was classified and is ${column.type.declared} now`,
        'type_changed',
      );
    const raw = maskColumn(table, column.name, ties);
    const verdict = context.verdict(decided.mask, raw);
    if (verdict !== true) return stop(verdict, 'mask_unsupported');
    return `${context.expression(decided.mask, raw)} AS ${pg.escapeIdentifier(column.name)}`;
  });
  if (refusals.length > 0) throw new PlanRefused(refusals);
  return {
    sql: `SELECT ${list.join(',\n       ')}`,
    alias: sourceAlias,
    columns: written.map((column) => column.name),
    where: rowCondition(table, plan, catalogue, sourceAlias),
  };
}

/**
 * The masked SELECT of every table that holds rows, by the table's key. The plan must have been found fit before; throws
 * `PlanRefused` for a table that it does not fit all the same. Pure.
 */
export function compilePlan(
  plan: ScrubPlan,
  catalogue: Catalogue,
  ties: TieGroups,
): Map<string, CompiledSelect> {
  const holding = catalogue.tables.filter((table) => table.kind === 'r');
  return new Map(holding.map((table) => [table.key, compileSelect(table, plan, catalogue, ties)]));
}
