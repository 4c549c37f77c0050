'use client';

import Link from 'next/link';
import { requestKinds } from '@/lib/requests/kinds/request-kind';
import { LinkButton } from '../ui/actions/link-button';
import { Badge } from '../ui/data/badge';
import { type Column, DataTable } from '../ui/data/data-table';
import { RelativeTime } from '../ui/data/relative-time';
import type { Decision } from './decision-dialog';
import type { QueueRow, QueueWords } from './queue-data';

const columns: readonly Column<QueueRow>[] = [
  {
    key: 'request',
    header: 'Request',
    wrap: true,
    cell: (row) => (
      <>
        <Link href={`/requests/${row.id}`} className="row-link font-medium">
          <span className="mr-2 font-normal text-muted">#{row.number}</span>
          {row.integration}
          {row.escalatedAt && (
            <span className="ml-2">
              <Badge tone="warning">Overdue</Badge>
            </span>
          )}
          {row.requester.disabledAt && (
            <span className="ml-2">
              <Badge tone="warning">Requester disabled</Badge>
            </span>
          )}
        </Link>
        <Reasons reasons={row.reasons} />
      </>
    ),
  },
  { key: 'customer', header: 'Customer', width: 'sm:w-36', cell: (row) => row.organization.name },
  {
    key: 'holder',
    header: 'Held by',
    width: 'sm:w-32',
    cell: (row) => row.assignee?.name ?? <span className="text-muted">Nobody</span>,
  },
  {
    key: 'age',
    header: 'Age',
    width: 'sm:w-16',
    align: 'end',
    cell: (row) => <RelativeTime at={row.submittedAt} as="age" />,
  },
];

/**
 * The queue, one request a row. The buttons are links to the request, where everything can be done without script;
 * with it they ask here.
 */
export function QueueTable({
  rows,
  words,
  onDecide,
}: {
  rows: readonly QueueRow[];
  words: QueueWords;
  /** Left out for those who do not decide. */
  onDecide?: (decision: Decision) => void;
}) {
  const data: Column<QueueRow> = {
    key: 'data',
    header: 'Data',
    width: 'sm:w-24',
    wideOnly: true,
    cell: (row) =>
      requestKinds[row.kind].label ?? words.shapes.find(({ value }) => value === row.shape)?.label,
  };
  const decisions: Column<QueueRow> = {
    key: 'decide',
    header: 'Decide',
    width: 'sm:w-44',
    align: 'end',
    cell: (row) => (
      <span className="relative z-1 inline-flex gap-1">
        {(['approve', 'decline'] as const).map((verb) => (
          <LinkButton
            key={verb}
            href={`/requests/${row.id}`}
            size="small"
            variant={verb === 'approve' ? 'secondary' : 'quiet'}
            prefetch={false}
            onClick={(event) => {
              event.preventDefault();
              onDecide?.({ verb, row });
            }}
          >
            {verb === 'approve' ? 'Approve' : 'Decline'}
            <span className="sr-only"> request #{row.number}</span>
          </LinkButton>
        ))}
      </span>
    ),
  };
  return (
    <DataTable
      caption="Requests that wait, oldest first"
      columns={[...columns.slice(0, 2), data, ...columns.slice(2), ...(onDecide ? [decisions] : [])]}
      rows={rows}
      rowKey={(row) => row.id}
    />
  );
}

/** Why it needs people, in a word each; the sentences stand on its page and in the dialog. */
function Reasons({ reasons }: Pick<QueueRow, 'reasons'>) {
  const words = reasons.map(({ short }) => short).join(', ');
  return <span className="block text-xs text-muted">{words || 'Fits the subscription by now'}</span>;
}
