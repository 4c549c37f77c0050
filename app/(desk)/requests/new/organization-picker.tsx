import Link from 'next/link';
import { FilterBar } from '@/components/ui/data/filter-bar';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';

/** Support's first step: for which customer a request is filed. */
export function OrganizationPicker({
  organizations,
  text,
}: {
  organizations: readonly {
    id: string;
    name: string;
    living: number;
    subscription: { name: string; sandboxQuota: number | null };
  }[];
  text: string | undefined;
}) {
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader title="New request" meta="For which customer? Filing for them skips no approval." />
      <Panel flush>
        <FilterBar
          action="/requests/new"
          values={{ text }}
          search={{ name: 'text', label: 'Search customers', placeholder: 'Name of the customer' }}
        />
        {organizations.length === 0 && <EmptyState title="No customer matches" />}
        <ul className="divide-y divide-line">
          {organizations.map(({ id, name, subscription, living }) => (
            <li
              key={id}
              className="relative flex h-9 items-center justify-between gap-3 px-3 text-sm hover:bg-hover"
            >
              <Link
                href={`/requests/new?${new URLSearchParams({ organization: id })}`}
                className="row-link truncate font-medium"
              >
                {name}
              </Link>
              <span className="shrink-0 text-muted">
                {subscription.name},{' '}
                {subscription.sandboxQuota === null ? living : `${living} of ${subscription.sandboxQuota}`}{' '}
                sandboxes
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
