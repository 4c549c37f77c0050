import Link from 'next/link';
import type { Impact } from '@/lib/organizations/subscriptions/find-impact';

/** What other values would mean for the customers of a subscription. */
export function SubscriptionImpact({ impact: { customers, over, longer } }: { impact: Impact }) {
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-sm">
      <li>
        It counts for {counted(customers, 'customer', 'customers')}, from their next request on. Sandboxes
        that exist stay, and so do their ends.
      </li>
      <li>
        {over.total === 0
          ? 'No customer holds more sandboxes than they could have without approval.'
          : `${counted(over.total, 'customer holds', 'customers hold')} more than they could have without approval; each further one of theirs waits for support:`}
        {over.total > 0 && (
          <ul className="list-disc pl-5">
            {over.shown.map(({ id, name, sandboxes }) => (
              <li key={id}>
                <Link href={`/organizations/${id}`} className="text-accent-ink underline underline-offset-2">
                  <bdi>{name}</bdi>
                </Link>
                , {sandboxes.toLocaleString('en')}
              </li>
            ))}
            {over.total > over.shown.length && (
              <li>and {counted(over.total - over.shown.length, 'other', 'others')}</li>
            )}
          </ul>
        )}
      </li>
      <li>
        {longer === 0
          ? 'No open request asks for a longer stay than that.'
          : `${counted(longer, 'open request asks', 'open requests ask')} for a longer stay than that.`}
      </li>
    </ul>
  );
}

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
