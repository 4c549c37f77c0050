import Link from 'next/link';
import type { listSubscriptions } from '@/lib/organizations/subscriptions/list-subscriptions';
import { quotaText } from '@/lib/organizations/subscriptions/subscription';
import { type Column, DataTable } from '../ui/data/data-table';

type Row = Awaited<ReturnType<(typeof listSubscriptions)['run']>>['rows'][number];

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    header: 'Subscription',
    cell: ({ id, name }) => (
      <Link href={`/settings/subscriptions/${id}`} className="row-link font-medium">
        {name}
      </Link>
    ),
  },
  {
    key: 'quota',
    header: 'Sandboxes',
    width: 'sm:w-32',
    align: 'end',
    cell: ({ sandboxQuota }) => quotaText(sandboxQuota),
  },
  { key: 'usual', header: 'Usual days', width: 'sm:w-28', align: 'end', cell: (row) => row.defaultDays },
  { key: 'longest', header: 'Longest', width: 'sm:w-28', align: 'end', cell: (row) => row.maximumDays },
  {
    key: 'customers',
    header: 'Customers',
    width: 'sm:w-28',
    align: 'end',
    cell: ({ customers }) => customers.toLocaleString('en'),
  },
];

/** Subscriptions, one a row. */
export function SubscriptionsTable({ rows }: { rows: readonly Row[] }) {
  return <DataTable caption="Subscriptions" columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
