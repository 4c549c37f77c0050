import type { TableImpact } from '@/lib/sandboxes/copies/decide/get-copy-impact';
import { type Column, DataTable } from '../../ui/data/data-table';
import { Disclosure } from '../../ui/page/disclosure';

const columns: readonly Column<TableImpact>[] = [
  { key: 'table', header: 'Table', cell: ({ table }) => <span className="font-mono text-xs">{table}</span> },
  {
    key: 'current',
    header: 'In use now',
    width: 'sm:w-28',
    align: 'end',
    cell: ({ current, isExact }) => count(current, isExact),
  },
  {
    key: 'other',
    header: 'Refreshed',
    width: 'sm:w-28',
    align: 'end',
    cell: ({ other, isExact }) => count(other, isExact),
  },
  {
    key: 'difference',
    header: 'Difference',
    width: 'sm:w-28',
    align: 'end',
    cell: ({ current, other }) => (current === null || other === null ? '–' : signed(other - current)),
  },
  {
    key: 'written',
    header: 'Written here',
    width: 'sm:w-28',
    align: 'end',
    cell: ({ written }) => (written === null ? '–' : written.toLocaleString('en')),
  },
];

/**
 * Rows of each table in the copy in use and in the refreshed one; those that are alike in number and untouched are folded
 * away.
 */
export function CopyRowsTable({ tables }: { tables: readonly TableImpact[] }) {
  const differing = tables.filter(({ current, other, written }) => current !== other || written !== 0);
  const alike = tables.filter((table) => !differing.includes(table));
  const shared = { columns, rowKey: ({ table }: TableImpact) => table };
  return (
    <div className="border-b border-line">
      {differing.length > 0 && <DataTable caption="Tables that differ" rows={differing} {...shared} />}
      {alike.length > 0 && (
        <Disclosure
          summary={`${alike.length} ${alike.length === 1 ? 'table has' : 'tables have'} as many rows in both, and none was written here`}
        >
          <div className="-mx-4 -mb-4 border-t border-line">
            <DataTable caption="Tables with as many rows in both" rows={alike} {...shared} />
          </div>
        </Disclosure>
      )}
    </div>
  );
}

const count = (rows: number | null, isExact: boolean) =>
  rows === null ? '–' : `${isExact ? '' : '≈ '}${rows.toLocaleString('en')}`;

const signed = (difference: number) =>
  difference === 0 ? '0' : `${difference > 0 ? '+' : '−'}${Math.abs(difference).toLocaleString('en')}`;
