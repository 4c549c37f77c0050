import Link from 'next/link';
import { momentText } from '@/lib/days';
import { DefinitionList, type Fact } from '../../ui/data/definition-list';
import { RelativeTime } from '../../ui/data/relative-time';
import type { EndDetail } from './end-detail';

/** When a sandbox ends, which rule says so, who was warned, and what follows. */
export function EndFacts({ end }: { end: EndDetail }) {
  const facts: Fact[] = [
    {
      term: end.endedAt ? 'Ended' : 'Ends',
      value: (
        <>
          <RelativeTime at={end.endsAt} />, {momentText(end.endsAt)}
        </>
      ),
    },
    { term: 'Rule', value: end.rule },
    ...(end.waits ? [{ term: 'Waits', value: end.waits }] : []),
    ...(end.askedEnd
      ? [{ term: 'Asked for', value: `Until ${momentText(end.askedEnd)}, if it is used until then.` }]
      : []),
    ...(end.forecast && end.forecast.warnings.length > 0
      ? [{ term: 'Warnings', value: <Warnings warnings={end.forecast.warnings} /> }]
      : []),
    ...(end.forecast?.retiresAt
      ? [{ term: 'Retired', value: `On ${momentText(end.forecast.retiresAt)}, unless ${saved(end)}.` }]
      : []),
    ...(end.forecast?.dropsAt
      ? [{ term: 'Dropped', value: `On ${momentText(end.forecast.dropsAt)}, unless ${saved(end)}.` }]
      : []),
    ...(end.protection
      ? [
          {
            term: 'Protected',
            value: `Until ${momentText(end.protection.until)} by ${end.protection.by ?? 'the desk'}: ${end.protection.reason ?? ''}`,
          },
        ]
      : []),
    ...(end.openRequest
      ? [
          {
            term: 'Asked for',
            value: (
              <Link
                href={`/requests/${end.openRequest.id}`}
                className="text-accent-ink underline underline-offset-2"
              >
                Request #{end.openRequest.number} asks compliance for a later end
              </Link>
            ),
          },
        ]
      : []),
    ...(end.extensions.length > 0 ? [{ term: 'Extended', value: <Extensions end={end} /> }] : []),
  ];
  return <DefinitionList facts={facts} />;
}

/** What keeps it from the stages ahead. */
function saved({ state, isUnused, forecast }: EndDetail): string {
  if (state === 'retired') return 'it is restored';
  if (!forecast?.suspendsAt && state !== 'suspended') return 'it is built again';
  if (!isUnused) return 'it is extended';
  return state === 'suspended' ? 'it is resumed' : 'it is used';
}

const warningStates = {
  ahead: (at: Date) => `due on ${momentText(at)}`,
  sent: (at: Date) => `sent ${momentText(at)}, not known to be received`,
  given: (at: Date) => `sent ${momentText(at)}, received`,
};

function Warnings({ warnings }: { warnings: NonNullable<EndDetail['forecast']>['warnings'] }) {
  return (
    <ul>
      {warnings.map(({ daysBefore, at, state }) => (
        <li key={daysBefore}>
          {daysBefore === 0 ? 'At once' : `${daysText(daysBefore)} before`}: {warningStates[state](at)}
        </li>
      ))}
    </ul>
  );
}

const daysText = (days: number) => (days === 1 ? '1 day' : `${days} days`);

function Extensions({ end }: { end: EndDetail }) {
  return (
    <ul>
      {end.extensions.map(({ id, until, by, reason }) => (
        <li key={id}>
          To {momentText(until)} by {by.name}
          {reason && `: ${reason}`}
        </li>
      ))}
    </ul>
  );
}
