import { activitySignals } from '@/lib/activity/activity';
import { dayText } from '@/lib/days';
import type { ActivityDay } from './activity-detail';

/** A day is a square; a week is a column, Monday first. */
const cell = 11;
const square = 9;
const top = 14;
const blocks = 4;

/**
 * The year as squares, one for each day, in four blocks of weeks that stand beside or below one another as there is room. The
 * picture as words stands under it, for those who do not see it.
 */
export function YearStrip({ days }: { days: readonly ActivityDay[] }) {
  const weeks = weeksOf(days);
  const perBlock = Math.ceil(weeks.length / blocks);
  const parts = Array.from({ length: blocks }, (_, at) => weeks.slice(at * perBlock, (at + 1) * perBlock));
  return (
    <figure className="flex flex-col gap-3 px-4 py-3">
      <div className="flex flex-wrap gap-x-1 gap-y-2" aria-hidden>
        {parts.map((part, at) => (
          <Weeks key={part[0]?.[0]?.on ?? ''} weeks={part} isFirst={at === 0} />
        ))}
      </div>
      <figcaption className="flex flex-col gap-1.5 text-xs text-muted">
        <Legend />
        <span>{summaryOf(days)}</span>
      </figcaption>
    </figure>
  );
}

type Week = readonly ActivityDay[];

/** Monday is 0. */
const weekdayOf = ({ on }: ActivityDay) => (new Date(on).getUTCDay() + 6) % 7;

function weeksOf(days: readonly ActivityDay[]): Week[] {
  const weeks: ActivityDay[][] = [];
  for (const day of days) {
    const week = weeks.at(-1);
    if (!week || weekdayOf(day) === 0) weeks.push([day]);
    else week.push(day);
  }
  return weeks;
}

function Weeks({ weeks, isFirst }: { weeks: readonly Week[]; isFirst: boolean }) {
  return (
    <svg width={weeks.length * cell} height={top + 7 * cell} className="block overflow-visible">
      <title>Days</title>
      {weeks.map((week, at) => (
        <g key={week[0]?.on} transform={`translate(${at * cell} 0)`}>
          {monthOf(week, isFirst && at === 0) && (
            <text y={9} className="fill-muted text-[10px]">
              {monthOf(week, isFirst && at === 0)}
            </text>
          )}
          {week.map((day) => (
            <Square key={day.on} day={day} />
          ))}
        </g>
      ))}
    </svg>
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A month is named over the week in which it begins; over the first week of all where it has room to the next name. */
function monthOf(week: Week, isFirst: boolean): string | null {
  const begins = week.find(({ on }) => on.endsWith('-01'));
  const day = begins ?? (isFirst && Number(week[0]?.on.slice(8)) <= 10 ? week[0] : undefined);
  return day ? (months[Number(day.on.slice(5, 7)) - 1] ?? null) : null;
}

function Square({ day }: { day: ActivityDay }) {
  return (
    <rect y={top + weekdayOf(day) * cell} width={square} height={square} rx={2} className={lookOf(day)}>
      <title>{`${dayText(new Date(day.on))}: ${wordsOf(day)}`}</title>
    </rect>
  );
}

function lookOf({ signals, isUnread, isBefore }: ActivityDay): string {
  if (signals.some((signal) => activitySignals[signal].isTraffic)) return 'fill-accent';
  if (signals.length > 0) return 'fill-review';
  if (isUnread) return 'fill-transparent stroke-control [stroke-dasharray:2_2]';
  return isBefore ? 'fill-sunken' : 'fill-line-strong';
}

function wordsOf({ signals, isUnread, isBefore }: ActivityDay): string {
  if (signals.length > 0) return signals.map((signal) => activitySignals[signal].title).join(', ');
  if (isUnread) return 'not known, since the server’s counters were lost';
  return isBefore ? 'before it was handed over' : 'not used';
}

const legend = [
  ['bg-accent', 'used'],
  ['bg-review', 'kept at the desk alone'],
  ['bg-line-strong', 'not used'],
  ['border border-dashed border-control', 'not known'],
] as const;

function Legend() {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {legend.map(([look, text]) => (
        <span key={text} className="flex items-center gap-1.5">
          <span className={`inline-block size-2.5 rounded-sm ${look}`} aria-hidden />
          {text}
        </span>
      ))}
    </span>
  );
}

function summaryOf(days: readonly ActivityDay[]): string {
  const lived = days.filter(({ isBefore }) => !isBefore);
  const used = lived.filter(({ signals }) => signals.length > 0).length;
  const unread = lived.filter(({ isUnread }) => isUnread).length;
  const known = unread > 0 ? `, not known of ${unread}` : '';
  return `Used on ${used} of ${lived.length} days${known}. Days are those of UTC.`;
}
