import { type Column, DataTable } from '../../ui/data/data-table';
import type { ResetImpact } from './reset-facts';

type Row = ResetImpact['tables'][number];

const columns: readonly Column<Row>[] = [
  { key: 'table', header: 'Table', cell: ({ table }) => <span className="font-mono text-xs">{table}</span> },
  {
    key: 'written',
    header: 'Row changes',
    width: 'sm:w-32',
    align: 'end',
    cell: ({ written }) => written.toLocaleString('en'),
  },
  {
    key: 'rows',
    header: 'Rows now',
    width: 'sm:w-32',
    align: 'end',
    cell: ({ rows }) => rows?.toLocaleString('en') ?? '–',
  },
];

/** What was written by table, most first. */
export function WrittenTable({ tables }: { tables: readonly Row[] }) {
  return (
    <DataTable
      caption="Tables in which rows were written"
      columns={columns}
      rows={tables}
      rowKey={({ table }) => table}
    />
  );
}
