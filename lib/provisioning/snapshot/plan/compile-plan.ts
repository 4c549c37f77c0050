import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue } from '../../catalogue/catalogue';
import { type CompiledSelect, compileSelect } from '../../masks/compile/compile-select';
import type { TieGroups } from '../../masks/compile/tie-groups';

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
