import Link from 'next/link';
import { requestKinds } from '@/lib/requests/kinds/request-kind';
import type { listRequests } from '@/lib/requests/list-requests';
import { shapeLabels } from '@/lib/requests/request';
import { PersonName } from '../people/person-name';
import { SandboxName } from '../sandboxes/sandbox-name';
import { type Column, DataTable } from '../ui/data/data-table';
import { RelativeTime } from '../ui/data/relative-time';
import { RequestStateDot } from './request-state';

export type RequestRow = Awaited<ReturnType<(typeof listRequests)['run']>>['rows'][number];

const columns: readonly Column<RequestRow>[] = [
  {
    key: 'request',
    header: 'Request',
    cell: (row) => (
      <Link href={`/requests/${row.id}`} className="row-link font-medium">
        <span className="mr-2 font-normal text-muted">#{row.number}</span>
        {row.integration}
      </Link>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 'sm:w-52',
    cell: (row) => <RequestStateDot state={row.state} sandbox={row.sandbox ?? row.concerns} />,
  },
  {
    key: 'slug',
    header: 'Name',
    width: 'sm:w-36',
    cell: (row) => (row.sandbox ? <SandboxName {...row.sandbox} /> : (row.concerns?.slug ?? row.slug)),
  },
  {
    key: 'shape',
    header: 'Data',
    width: 'sm:w-24',
    wideOnly: true,
    cell: (row) => requestKinds[row.kind].label ?? shapeLabels[row.shape].title,
  },
  {
    key: 'requester',
    header: 'Asked by',
    width: 'sm:w-36',
    wideOnly: true,
    cell: (row) => <PersonName {...row.requester} />,
  },
  {
    key: 'filed',
    header: 'Filed',
    width: 'sm:w-28',
    align: 'end',
    cell: (row) => <RelativeTime at={row.submittedAt} />,
  },
];

const organization: Column<RequestRow> = {
  key: 'organization',
  header: 'Customer',
  width: 'sm:w-36',
  cell: (row) => row.organization.name,
};

/** Requests, one a row; the house also sees whose they are. */
export function RequestsTable({
  rows,
  ofAllCustomers,
}: {
  rows: readonly RequestRow[];
  ofAllCustomers: boolean;
}) {
  const shown = ofAllCustomers ? [columns.slice(0, 1), organization, columns.slice(1)].flat() : columns;
  return <DataTable caption="Requests" columns={shown} rows={rows} rowKey={(row) => row.id} />;
}
