import type { ColumnProof, TableProof } from '@/lib/certificate-format/certificate';
import { groupOf } from '@/lib/plan-format/data-class';
import { maskTitle } from '@/lib/scrub-plans/masks/mask';
import { ClassBadge } from '../scrub-plans/class-badge';
import { Badge } from '../ui/data/badge';
import { type Column, DataTable } from '../ui/data/data-table';
import { Panel } from '../ui/page/panel';

/** What had to hold for a column, in words. */
const expectations: Record<ColumnProof['expectation'], string> = {
  absent: 'No value may exist in the source',
  changed: 'No row may carry its own value',
  made: 'Nothing but what the mask makes',
  reported: 'Some values stay by design; counted',
  kept: 'Kept, with a reason in the plan',
  empty: 'Nothing may stand in it',
};

const columns: readonly Column<ColumnProof>[] = [
  {
    key: 'column',
    header: 'Column',
    wrap: true,
    cell: (row) => <span className="font-medium [overflow-wrap:anywhere]">{row.column}</span>,
  },
  {
    key: 'class',
    header: 'Holds',
    width: 'sm:w-36',
    cell: (row) => (
      <span>
        <ClassBadge group={groupOf(row.class)} dataClass={row.class} />
      </span>
    ),
  },
  { key: 'mask', header: 'Mask', width: 'sm:w-32', cell: (row) => maskTitle(row.mask) },
  {
    key: 'expectation',
    header: 'What had to hold',
    wrap: true,
    cell: (row) => (
      <>
        {expectations[row.expectation]}
        {row.note && <span className="block text-xs text-muted">{row.note}</span>}
      </>
    ),
  },
  {
    key: 'compared',
    header: 'Compared',
    width: 'sm:w-24',
    align: 'end',
    cell: (row) => row.compared.toLocaleString('en'),
  },
  {
    key: 'survivors',
    header: 'Survivors',
    width: 'sm:w-24',
    align: 'end',
    cell: (row) => row.survivors?.toLocaleString('en') ?? <span className="text-muted">Not counted</span>,
  },
  {
    key: 'passed',
    header: 'Verdict',
    width: 'sm:w-20',
    align: 'end',
    cell: (row) => <Verdict passed={row.passed} />,
  },
];

/** Whether something is as it must be. */
export function Verdict({ passed }: { passed: boolean }) {
  return <Badge tone={passed ? 'success' : 'danger'}>{passed ? 'Passed' : 'Failed'}</Badge>;
}

/** The proof of one table: its rows on both sides, and each classified column. */
export function ProofTable({ proof }: { proof: TableProof }) {
  const { table, sourceRows, targetRows, passed } = proof;
  const rows =
    sourceRows === targetRows
      ? `${sourceRows.toLocaleString('en')} ${sourceRows === 1 ? 'row' : 'rows'}`
      : `${sourceRows.toLocaleString('en')} rows in the source, ${targetRows.toLocaleString('en')} here`;
  return (
    <Panel
      title={<span className="[overflow-wrap:anywhere]">{table}</span>}
      aside={
        <span className="flex items-center gap-2">
          {rows} {!passed && <Verdict passed={false} />}
        </span>
      }
      flush
    >
      {proof.columns.length > 0 ? (
        <DataTable
          caption={`Columns of ${table}`}
          columns={columns}
          rows={proof.columns}
          rowKey={({ column }) => column}
        />
      ) : (
        <p className="px-4 py-2 text-sm text-muted">No column of it holds anything that the plan protects.</p>
      )}
    </Panel>
  );
}
