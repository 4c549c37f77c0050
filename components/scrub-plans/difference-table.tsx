import { describeDifference, type PlanDifference } from '@/lib/scrub-plans/difference';
import { type Column, DataTable } from '../ui/data/data-table';

type Row = ReturnType<typeof describeDifference>;

const kindLabels: Record<Row['kind'], string> = { added: 'Added', removed: 'Removed', changed: 'Changed' };

const columns: readonly Column<Row>[] = [
  {
    key: 'place',
    header: 'Place',
    wrap: true,
    width: 'sm:w-[28%]',
    cell: (row) => <span className="[overflow-wrap:anywhere]">{row.address}</span>,
  },
  { key: 'kind', header: 'Kind', width: 'sm:w-24', cell: (row) => kindLabels[row.kind] },
  {
    key: 'change',
    header: 'Before and after',
    wrap: true,
    cell: (row) => (
      <span className="flex min-w-0 flex-wrap gap-x-4">
        {row.changes.map(({ what, before, after }) => (
          <span key={what} className="[overflow-wrap:anywhere]">
            <span className="text-muted">{what}:</span>{' '}
            {before !== 'none' && <del className="text-muted">{before} </del>}
            <ins className="font-medium no-underline">{after}</ins>
          </span>
        ))}
      </span>
    ),
  },
];

/** What differs between two plans, a place a row. */
export function DifferenceTable({ differences }: { differences: readonly PlanDifference[] }) {
  return (
    <DataTable
      caption="What differs between the two plans"
      columns={columns}
      rows={differences.map(describeDifference)}
      rowKey={(row) => `${row.kind} ${row.address} ${row.changes.map(({ what }) => what).join()}`}
    />
  );
}
