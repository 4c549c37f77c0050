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
    { term: 'Warnings', value: <Warnings end={end} /> },
    ...(end.retiresAt
      ? [{ term: 'Retired', value: `On ${momentText(end.retiresAt)}, unless it is extended.` }]
      : []),
    ...(end.dropsAt
      ? [
          {
            term: 'Dropped',
            value: `On ${momentText(end.dropsAt)}, unless it is ${end.state === 'retired' ? 'restored' : 'built again'}.`,
          },
        ]
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

function Warnings({ end: { warnings, owed } }: { end: EndDetail }) {
  if (warnings.length === 0) return <>Nobody was warned yet; due {owed.map(daysText).join(', ')} before.</>;
  return (
    <ul>
      {warnings.map(({ daysBefore, createdAt, givenAt }) => (
        <li key={daysBefore}>
          {daysText(daysBefore)} before: sent {momentText(createdAt)},{' '}
          {givenAt ? 'received' : 'not known to be received'}
        </li>
      ))}
    </ul>
  );
}

const daysText = (days: number) => (days === 0 ? 'at once' : days === 1 ? '1 day' : `${days} days`);

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
