import { Panel } from '../ui/page/panel';
import type { ReviewPlan } from './review-detail';

/** What a plan says beside its columns: which rows of a table leave, and what stays equal although no key demands it. */
export function PlanConditions({ filters, links }: Pick<ReviewPlan, 'filters' | 'links'>) {
  if (filters.length === 0 && links.length === 0) return null;
  return (
    <Panel id="conditions" title="Conditions of the plan" aside={filters.length + links.length} flush>
      <ul className="divide-y divide-line">
        {filters.map(({ table, condition }) => (
          <li key={table} className="px-4 py-2 text-sm [overflow-wrap:anywhere]">
            Of <span className="font-medium">{table}</span> leave only rows with{' '}
            <code className="font-mono text-xs">{condition}</code>
          </li>
        ))}
        {links.map((columns) => (
          <li key={columns.join()} className="px-4 py-2 text-sm [overflow-wrap:anywhere]">
            Equal values stay equal in <span className="font-medium">{columns.join(', ')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
