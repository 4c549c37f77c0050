import Link from 'next/link';
import type { getChanges } from '@/lib/ends/policy/get-changes';
import { CalendarDay } from '../ui/data/calendar-day';
import { type Column, DataTable } from '../ui/data/data-table';

type Changes = NonNullable<Awaited<ReturnType<(typeof getChanges)['run']>>>;
type Row = Changes['rows'][number];

const columns: readonly Column<Row>[] = [
  {
    key: 'sandbox',
    header: 'Sandbox',
    cell: (row) => (
      <Link href={`/s/${row.slug}/end`} className="row-link font-medium">
        {row.slug}
      </Link>
    ),
  },
  { key: 'customer', header: 'Customer', width: 'sm:w-40', cell: (row) => <bdi>{row.organization}</bdi> },
  {
    key: 'before',
    header: 'Suspended today’s way',
    width: 'sm:w-44',
    cell: (row) => <Day of={row.before} />,
  },
  { key: 'after', header: 'Then', width: 'sm:w-44', cell: (row) => <Day of={row.after} /> },
  {
    key: 'dropped',
    header: 'Dropped then',
    width: 'sm:w-36',
    wideOnly: true,
    cell: (row) => <Dropped of={row.after} />,
  },
];

/** What a proposed policy would change, a sandbox a row. */
export function ChangesTable({ rows }: { rows: readonly Row[] }) {
  return (
    <DataTable caption="What it would change" columns={columns} rows={rows} rowKey={(row) => row.sandboxId} />
  );
}

function Day({ of: { suspendsAt, rule } }: { of: Row['before'] }) {
  if (!suspendsAt) return <>Not</>;
  return (
    <>
      <CalendarDay on={suspendsAt} />
      <span className="text-muted">{rule === 'unused' ? ', not used' : ', its end'}</span>
    </>
  );
}

function Dropped({ of: { dropsAt } }: { of: Row['after'] }) {
  return dropsAt ? <CalendarDay on={dropsAt} /> : <>Not</>;
}
