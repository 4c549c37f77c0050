import Link from 'next/link';
import type { listPeople } from '@/lib/people/list-people';
import { roleLabels } from '@/lib/people/person';
import { type Column, DataTable } from '../ui/data/data-table';
import { PersonStateDot } from './person-state';

export type PersonRow = Awaited<ReturnType<(typeof listPeople)['run']>>['rows'][number];

const columns: readonly Column<PersonRow>[] = [
  {
    key: 'name',
    header: 'Name',
    cell: (row) => (
      <Link href={`/people/${row.id}`} className="row-link font-medium">
        <bdi>{row.name}</bdi>
      </Link>
    ),
  },
  { key: 'email', header: 'Mail address', cell: (row) => row.email },
  { key: 'role', header: 'Role', width: 'sm:w-32', cell: (row) => roleLabels[row.role] },
  {
    key: 'organization',
    header: 'Customer',
    width: 'sm:w-44',
    wideOnly: true,
    cell: (row) => row.organization?.name ?? '–',
  },
  {
    key: 'state',
    header: 'State',
    width: 'sm:w-28',
    cell: (row) => <PersonStateDot disabledAt={row.disabledAt} />,
  },
];

/** People, one a row. */
export function PeopleTable({ rows }: { rows: readonly PersonRow[] }) {
  return <DataTable caption="People" columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
