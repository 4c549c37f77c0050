import Link from 'next/link';
import type { listPlans } from '@/lib/scrub-plans/list-plans';
import { sourceWords } from '@/lib/scrub-plans/plan';
import { type Column, DataTable } from '../ui/data/data-table';
import { RelativeTime } from '../ui/data/relative-time';
import type { FormAction } from '../ui/form/action-form';
import { ReadSourceForm } from './read-source-form';
import { ReadingState, whyNotRead } from './reading-state';

export type PlanListRow = Awaited<ReturnType<(typeof listPlans)['run']>>['rows'][number];

const columns: readonly Column<PlanListRow>[] = [
  {
    key: 'source',
    header: 'Source',
    cell: (row) => (
      <Link href={`/plans/${row.id}`} className="row-link font-medium">
        {row.organization.name} <span className="font-normal text-muted">{sourceWords(row)}</span>
      </Link>
    ),
  },
  {
    key: 'version',
    header: 'Plan',
    width: 'sm:w-44',
    cell: ({ latest }) =>
      latest ? (
        <>
          Version {latest.version}, <RelativeTime at={latest.createdAt} />
        </>
      ) : (
        <span className="text-muted">None yet</span>
      ),
  },
  {
    key: 'columns',
    header: 'Columns',
    width: 'sm:w-20',
    align: 'end',
    wideOnly: true,
    cell: ({ latest }) => latest?.columns.toLocaleString('en'),
  },
  {
    key: 'unclassified',
    header: 'Unclassified',
    width: 'sm:w-24',
    align: 'end',
    cell: ({ latest }) => latest && <Open count={latest.counts.unclassified} />,
  },
  {
    key: 'refusals',
    header: 'In the way',
    width: 'sm:w-24',
    align: 'end',
    cell: ({ latest }) =>
      latest &&
      (latest.checkedAt ? <Open count={latest.refusals} /> : <span className="text-muted">Checking</span>),
  },
  {
    key: 'reading',
    header: 'Last reading',
    width: 'sm:w-40',
    cell: (row) => <ReadingState reading={row.reading} />,
  },
];

function Open({ count }: { count: number }) {
  return (
    <span className={count > 0 ? 'font-medium text-danger' : undefined}>{count.toLocaleString('en')}</span>
  );
}

/** Every source with the state of its plan. `keys` has a fresh idempotency key for each. */
export function PlansTable({
  rows,
  keys,
  requestReadingAction,
}: {
  rows: readonly PlanListRow[];
  /** Left out for those who only read. */
  keys?: Record<string, string>;
  requestReadingAction: FormAction;
}) {
  const read: Column<PlanListRow> = {
    key: 'read',
    header: 'Read',
    width: 'sm:w-40',
    align: 'end',
    cell: (row) => (
      <span className="relative z-1 inline-block">
        <ReadSourceForm
          requestReadingAction={requestReadingAction}
          tenantId={row.id}
          whyNot={whyNotRead(row.reading)}
          idempotencyKey={keys?.[row.id] ?? ''}
          size="small"
        />
      </span>
    ),
  };
  return (
    <DataTable
      caption="Sources and their plans"
      columns={keys ? [...columns, read] : columns}
      rows={rows}
      rowKey={(row) => row.id}
    />
  );
}
