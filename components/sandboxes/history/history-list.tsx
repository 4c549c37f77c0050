import Link from 'next/link';
import { dayText } from '@/lib/days';
import type { HistoryEvent } from '@/lib/sandboxes/history/history-words';
import type { listHistory } from '@/lib/sandboxes/history/list-history';
import { Remark, Timeline, TimelineItem } from '../../ui/data/timeline';
import type { Tone } from '../../ui/tone';

export type HistoryRow = Awaited<ReturnType<(typeof listHistory)['run']>>['rows'][number];

const tones: Partial<Record<string, Tone>> = {
  'request.approved': 'success',
  'request.signed': 'success',
  'request.declined': 'danger',
  'request.refused': 'danger',
  'copy.built': 'success',
  'copy.build_failed': 'danger',
  'copy.work_failed': 'danger',
  'copy.activated': 'info',
  'copy.rolled_back': 'info',
  'sandbox.reset': 'info',
  'sandbox.end_warned': 'warning',
  'sandbox.ended': 'warning',
  'sandbox.suspended': 'warning',
  'sandbox.quarantined': 'danger',
  'sandbox.resumed': 'success',
  'sandbox.restored': 'success',
  'sandbox.extended': 'success',
  'sandbox.protected': 'review',
  'sandbox.retired': 'warning',
  'sandbox.destroy_failed': 'danger',
} satisfies Partial<Record<HistoryEvent, Tone>>;

/** What happened, latest first, under the day on which it did. Days and hours are those of UTC, as everywhere in a sandbox’s life. */
export function HistoryList({ rows }: { rows: readonly HistoryRow[] }) {
  return (
    <div className="divide-y divide-line">
      {byDay(rows).map(([day, events]) => (
        <section key={day} aria-label={day} className="px-4 py-3">
          <h2 className="mb-2 text-xs font-semibold text-muted">{day}</h2>
          <Timeline label={`What happened on ${day}`}>
            {events.map((row) => (
              <TimelineItem
                key={row.seq}
                tone={tones[row.event]}
                when={<When row={row} />}
                title={
                  <>
                    <bdi className="font-medium text-ink">{row.by ?? 'The desk'}</bdi>{' '}
                    <span className="[overflow-wrap:anywhere]">{row.words}</span>
                  </>
                }
              >
                {row.reason && <Remark>{row.reason}</Remark>}
              </TimelineItem>
            ))}
          </Timeline>
        </section>
      ))}
    </div>
  );
}

function When({ row: { at, link } }: { row: HistoryRow }) {
  return (
    <span className="text-xs text-muted">
      {'· '}
      <time dateTime={at.toISOString()} className="tabular-nums">
        {at.toISOString().slice(11, 16)} UTC
      </time>
      {link && (
        <>
          {' · '}
          <Link href={link.href} className="text-accent-ink underline underline-offset-2">
            {link.text}
          </Link>
        </>
      )}
    </span>
  );
}

function byDay(rows: readonly HistoryRow[]): [string, HistoryRow[]][] {
  const days = new Map<string, HistoryRow[]>();
  for (const row of rows) {
    const day = dayText(row.at);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days];
}
