import { activitySignals, periodText, signalNames } from '@/lib/activity/activity';
import { momentText } from '@/lib/days';
import { DefinitionList, type Fact } from '../../ui/data/definition-list';
import { RelativeTime } from '../../ui/data/relative-time';
import type { ActivityDetail } from './activity-detail';

/** When a sandbox was last used, by which signal, and what each of them saw. */
export function ActivityFacts({ activity }: { activity: ActivityDetail }) {
  const { lastSeenAt, lastSignal, lastBy, scheduled, readAt, isRead } = activity;
  const facts: Fact[] = [
    {
      term: 'Last used',
      value: lastSeenAt ? (
        <>
          <RelativeTime at={lastSeenAt} />, {momentText(lastSeenAt)}
          {lastSignal ? `: ${activitySignals[lastSignal].text}.` : '. Since then nobody was seen to use it.'}
        </>
      ) : (
        'It was not handed over yet, or its use is not watched any more.'
      ),
    },
    ...(scheduled
      ? [
          {
            term: 'On a schedule',
            value: `Since ${momentText(scheduled.since)} its traffic keeps one period, ${periodText(scheduled.minutes)}. A program does that by itself, so that its traffic alone counts as no use.`,
          },
        ]
      : []),
    ...signalNames.map((signal) => ({
      term: activitySignals[signal].title,
      value: <Last at={lastBy[signal]} />,
    })),
    ...(isRead === false && readAt
      ? [
          {
            term: 'Counters',
            value: `Not read since ${momentText(readAt)}. Until they are, nothing is taken away for want of use.`,
          },
        ]
      : []),
  ];
  return <DefinitionList facts={facts} />;
}

function Last({ at }: { at: Date | null }) {
  return at ? <RelativeTime at={at} /> : <span className="text-muted">Never seen</span>;
}
