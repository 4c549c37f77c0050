import Link from 'next/link';
import type { listOrganizations } from '@/lib/organizations/list-organizations';
import { type Column, DataTable } from '../ui/data/data-table';
import { ReviewTermBadge } from './review-term-badge';

export type OrganizationRow = Awaited<ReturnType<(typeof listOrganizations)['run']>>['rows'][number];

const columns: readonly Column<OrganizationRow>[] = [
  {
    key: 'name',
    header: 'Name',
    cell: (row) => (
      <Link href={`/organizations/${row.id}`} className="row-link font-medium">
        <bdi>{row.name}</bdi>
      </Link>
    ),
  },
  { key: 'subscription', header: 'Subscription', width: 'sm:w-36', cell: (row) => row.subscription.name },
  { key: 'people', header: 'People', width: 'sm:w-20', align: 'end', cell: (row) => row.people },
  {
    key: 'compliance',
    header: 'Compliance',
    width: 'sm:w-52',
    cell: (row) => <ReviewTermBadge organization={row} />,
  },
];

/** Customers' organizations, one a row. */
export function OrganizationsTable({ rows }: { rows: readonly OrganizationRow[] }) {
  return <DataTable caption="Customers" columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
