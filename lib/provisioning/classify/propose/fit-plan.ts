import type { ClientBase } from 'pg';
import { canonicalJson } from '../../../canonical-json';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { columnKey } from '../../../plan-format/table-key';
import { findMisfits } from '../../plan-check/columns/mask-fit';
import { findTornTies } from '../../plan-check/columns/torn-ties';
import { findMaskFaults } from '../../plan-check/find-faults';
import type { Refusal } from '../../plan-check/refusal';
import { type Proposal, proposePlan, type Unfit } from './propose-plan';

/**
 * A proposal whose masks have been tried. What `plan check` would refuse of a column's mask is refused here first: the
 * column gets the next mask that its class is given, and where none is left it stays open, with the constraint that stands in
 * the way as evidence. Each round gives up a mask of some column, so the rounds end. Inside the caller's transaction, in a
 * session that `openMaskSession` prepared; rejects only when the source fails.
 */
export async function proposeFittingPlan(client: ClientBase, proposal: Proposal): Promise<ScrubPlan> {
  const { catalogue, ties } = proposal;
  const unfit = new Map<string, Unfit>();
  let plan = proposePlan({ ...proposal, unfit });
  let changed: ReadonlySet<string> | undefined;
  for (;;) {
    const asked = { plan, catalogue, ties };
    const { refusals } = await findMaskFaults(asked, client, changed);
    const found = [
      ...findMisfits(plan, catalogue, ties),
      ...findTornTies(plan, catalogue, ties),
      ...refusals,
    ];
    const isNews = found.filter((refusal) => giveUp(refusal, proposal, plan, unfit)).length > 0;
    if (!isNews) return plan;
    const next = proposePlan({ ...proposal, unfit });
    changed = differing(plan, next);
    plan = next;
  }
}

/** Whether there was a mask to give up. */
function giveUp(
  { table, column, constraint, message }: Refusal,
  { ties }: Proposal,
  plan: ScrubPlan,
  unfit: Map<string, Unfit>,
): boolean {
  const mask = column === undefined ? undefined : plan.tables[table]?.columns[column]?.mask;
  if (column === undefined || !mask || mask.name === 'keep') return false;
  const { name } = ties.of(columnKey(table, column));
  const known = unfit.get(name) ?? { masks: new Set<string>(), why: [] };
  unfit.set(name, known);
  const spec = canonicalJson(mask);
  if (known.masks.has(spec)) return false;
  known.masks.add(spec);
  const why = constraint === undefined ? message : `${mask.name} breaks ${constraint} of ${table}`;
  if (!known.why.includes(why)) known.why.push(why);
  return true;
}

/** Tables whose columns are masked otherwise in one than in the other. */
function differing(before: ScrubPlan, after: ScrubPlan): ReadonlySet<string> {
  const isOther = (key: string) => canonicalJson(before.tables[key]) !== canonicalJson(after.tables[key]);
  return new Set(Object.keys(after.tables).filter(isOther));
}
