import { formatRows, withBytes } from '../ui/data/amount';
import type { StepData } from './operation-data';

type Overview = NonNullable<StepData['overview']>;

/** How far a step is in each table; folded, since most who look want to know when, not where. */
export function StepTables({ overview: { tables, done, total } }: { overview: Overview }) {
  return (
    <details className="col-span-full pl-5 text-xs text-muted">
      <summary className="min-h-6 cursor-pointer py-1">
        {done.toLocaleString('en')} of {total.toLocaleString('en')} tables
      </summary>
      <ul className="mb-2 max-h-72 overflow-y-auto border-l border-line pl-3">
        {tables.map((each) => (
          <li key={each.table} className="flex min-h-6 flex-wrap items-center justify-between gap-x-3">
            <span className="min-w-0 [overflow-wrap:anywhere]">{each.table}</span>
            <span>{amountOf(each)}</span>
          </li>
        ))}
        {total > tables.length && <li>and {(total - tables.length).toLocaleString('en')} more</li>}
      </ul>
    </details>
  );
}

/** A finished table tells what it came to, one under way how much of the planner's estimate has passed. */
function amountOf({ rows, bytes, estimatedRows, done }: Overview['tables'][number]): string {
  if (done) return withBytes(formatRows(rows, null) || 'no rows', bytes);
  if (rows === 0) return 'waits';
  const about =
    estimatedRows && estimatedRows > rows ? `, about ${estimatedRows.toLocaleString('en')} expected` : '';
  return `${withBytes(formatRows(rows, null), bytes)}${about}`;
}
