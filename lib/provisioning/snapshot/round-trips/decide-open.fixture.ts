import type { PlanColumn, ScrubPlan } from '../../../plan-format/scrub-plan';

const reason = 'A person looked at it.';
/** What a person decides about columns of the demo that may hold anything. */
const risky = new Set(['headers', 'preferences', 'storage_url', 'rules']);

/**
 * Decides what the proposal left open, as a person would: kept with a reason, or emptied where it may hold anything.
 * Returns for how many columns.
 */
export function decideOpen(plan: ScrubPlan): number {
  let decided = 0;
  for (const table of Object.values(plan.tables))
    for (const [name, column] of Object.entries(table.columns)) {
      if (column.class !== 'unclassified') continue;
      decided += 1;
      const emptied: Partial<PlanColumn> = {
        class: 'direct.free_text',
        mask: { name: 'constant', value: '{}' },
      };
      const kept: Partial<PlanColumn> = { class: 'business.value', mask: { name: 'keep' } };
      Object.assign(column, risky.has(name) ? emptied : kept, { reason, decidedBy: 'pat' });
    }
  for (const finding of Object.values(plan.structure))
    if (finding.decision === 'open') Object.assign(finding, { decision: 'keep', reason, decidedBy: 'pat' });
  // Comments and signed-in sessions of the demo hold people on purpose; whoever reads the proposal drops them.
  for (const [place, finding] of Object.entries(plan.structure))
    if (place.startsWith('comment ')) Object.assign(finding, { decision: 'drop' });
  const session = plan.tables['cascade.sessions']?.columns.id;
  if (session) Object.assign(session, { class: 'secret.session', mask: { name: 'pseudonym' }, reason });
  return decided;
}
