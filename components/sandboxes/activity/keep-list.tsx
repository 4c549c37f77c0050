import { CalendarDay } from '../../ui/data/calendar-day';
import type { ActivityDetail } from './activity-detail';

/** Who kept a sandbox, when and why, latest first. */
export function KeepList({ keepAlives }: { keepAlives: ActivityDetail['keepAlives'] }) {
  return (
    <ul className="divide-y divide-line text-sm">
      {keepAlives.map(({ id, at, reason, by }) => (
        <li key={id} className="px-4 py-2">
          <p className="text-muted">
            <bdi className="font-medium text-ink">{by.name}</bdi>, <CalendarDay on={at} />
          </p>
          <p className="[overflow-wrap:anywhere] whitespace-pre-line">{reason}</p>
        </li>
      ))}
    </ul>
  );
}
