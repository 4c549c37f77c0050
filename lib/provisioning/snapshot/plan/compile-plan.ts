import type { Catalogue } from '../../catalogue/catalogue';
import { type CompiledSelect, compileSelect } from '../../masks/compile/compile-select';
import { tieGroups } from '../../masks/compile/tie-groups';
import { ProvisioningError } from '../../provisioning-error';
import { checkPlan } from '../../scrub-plan/check/check-plan';
import { PlanRefused, type Refusal } from '../../scrub-plan/refusal';
import type { ScrubPlan } from '../../scrub-plan/scrub-plan';

/**
 * The masked SELECT of every table that holds rows, by the table's key. Throws one `PlanRefused` with all refusals of
 * all tables, and `unsupported_object` for a reference to a table that is not copied. Pure.
 */
export async function compilePlan(
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Map<string, CompiledSelect>> {
  const verdict = await checkPlan(plan, catalogue);
  if (verdict.refusals.length > 0) throw new PlanRefused(verdict.refusals);
  const ties = tieGroups(catalogue, plan.links);
  const selects = new Map<string, CompiledSelect>();
  const refusals: Refusal[] = [];
  for (const table of catalogue.tables) {
    const outside = table.foreignKeys.find((key) => key.table === null);
    if (outside) {
      const message = `Foreign key ${outside.name} of ${table.key} refers to a table that is not copied with it.`;
      throw new ProvisioningError('unsupported_object', message);
    }
    if (table.kind !== 'r') continue;
    try {
      selects.set(table.key, compileSelect(table, plan, catalogue, ties));
    } catch (thrown) {
      if (!(thrown instanceof PlanRefused)) throw thrown;
      refusals.push(...thrown.refusals);
    }
  }
  if (refusals.length > 0) throw new PlanRefused(refusals);
  return selects;
}
