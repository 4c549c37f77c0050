import Link from 'next/link';
import type { getChanges } from '@/lib/ends/policy/get-changes';
import { CalendarDay } from '../ui/data/calendar-day';
import { EmptyState } from '../ui/feedback/empty-state';

type Lapses = NonNullable<Awaited<ReturnType<(typeof getChanges)['run']>>>['lapses'];

/** Requests that would end by themselves on another day. */
export function LapsesList({ lapses: { total, shown } }: { lapses: Lapses }) {
  if (total === 0)
    return (
      <EmptyState title="No request ends by itself on another day">They wait as they do now.</EmptyState>
    );
  return (
    <>
      <ul className="divide-y divide-line text-sm">
        {shown.map(({ requestId, number, before, after }) => (
          <li key={requestId} className="flex flex-wrap gap-x-2 px-4 py-2">
            <Link href={`/requests/${requestId}`} className="text-accent-ink underline underline-offset-2">
              Request #{number}
            </Link>
            <span>
              ends on <CalendarDay on={after} /> instead of <CalendarDay on={before} />
            </span>
          </li>
        ))}
      </ul>
      {total > shown.length && (
        <p className="px-4 py-2 text-sm text-muted">
          And {(total - shown.length).toLocaleString('en')} more, on later days.
        </p>
      )}
    </>
  );
}
