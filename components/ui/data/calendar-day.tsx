import { dayText } from '@/lib/days';

/** A day without an hour (`2026-11-22`), the same in every time zone. */
export function CalendarDay({ on }: { on: Date | string }) {
  const date = new Date(on);
  return <time dateTime={date.toISOString().slice(0, 10)}>{dayText(date)}</time>;
}
