import type { Certificate, TenancyProof } from '@/lib/certificate-format/certificate';
import { scopeLabels } from '@/lib/scrub-plans/scopes/scope';
import { type Column, DataTable } from '../ui/data/data-table';
import { Panel } from '../ui/page/panel';

type Row = TenancyProof & { copied: number };

/** How it was shown that a table holds no row of another tenant, in words. */
const shown: Record<TenancyProof['shownBy'][number], string> = {
  owner: 'Every row leads to one owner, the same everywhere',
  key: 'Every row’s key is one of this tenant’s in the source',
};

const columns: readonly Column<Row>[] = [
  {
    key: 'table',
    header: 'Table',
    wrap: true,
    width: 'sm:w-[24%]',
    cell: ({ table }) => <span className="font-medium [overflow-wrap:anywhere]">{table}</span>,
  },
  {
    key: 'scope',
    header: 'Rows that left',
    wrap: true,
    cell: ({ rows, scope }) => (
      <span className="[overflow-wrap:anywhere]">
        {scopeLabels[rows]}
        {rows === 'tenant' && <span className="block text-xs text-muted">{scope}</span>}
      </span>
    ),
  },
  {
    key: 'shownBy',
    header: 'How it is shown',
    wrap: true,
    width: 'sm:w-[26%]',
    cell: ({ rows, shownBy }) =>
      rows === 'tenant' ? (
        <span>
          {shownBy.map((how) => (
            <span key={how} className="block">
              {shown[how]}
            </span>
          ))}
        </span>
      ) : (
        <span className="text-muted">{rows === 'reference' ? 'Nobody’s rows' : 'No rows'}</span>
      ),
  },
  {
    key: 'copied',
    header: 'Rows',
    width: 'sm:w-20',
    align: 'end',
    cell: ({ copied }) => copied.toLocaleString('en'),
  },
  {
    key: 'strangers',
    header: 'Of others',
    width: 'sm:w-24',
    align: 'end',
    cell: (row) => <Strangers {...row} />,
  },
];

/** That a copy from shared tables holds this tenant's rows alone: by which way they were chosen, and how that was shown. */
export function TenancyTable({
  tenancy,
  tables,
}: {
  tenancy: readonly TenancyProof[];
  tables: Certificate['tables'];
}) {
  const copied = new Map(tables.map(({ table, targetRows }) => [table, targetRows]));
  const strangers = tenancy.reduce((sum, each) => sum + each.strangers, 0);
  return (
    <Panel
      title="Rows of this tenant alone"
      aside={`${strangers.toLocaleString('en')} rows of others found`}
      flush
    >
      <DataTable
        caption="Which rows of each table left, and whose they are"
        columns={columns}
        rows={tenancy.map((each) => ({ ...each, copied: copied.get(each.table) ?? 0 }))}
        rowKey={({ table }) => table}
      />
    </Panel>
  );
}

/** Where masks leave nothing to tell rows by, no number is painted. */
function Strangers({ rows, shownBy, strangers }: Row) {
  if (rows !== 'tenant') return <span className="text-muted">–</span>;
  if (shownBy.length === 0) return <span className="text-muted">Not shown</span>;
  return (
    <span className={strangers > 0 ? 'font-medium text-danger' : undefined}>
      {strangers.toLocaleString('en')}
    </span>
  );
}
