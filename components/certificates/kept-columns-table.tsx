import type { KeptColumn } from '@/lib/certificates/kept-columns';
import type { SignedBasis } from '@/lib/certificates/read-signed-basis';
import { columnKey } from '@/lib/scrub-plans/column-key';
import { maskTitle } from '@/lib/scrub-plans/masks/mask';
import { classGroupLabels, classGroups } from '@/lib/scrub-plans/plan';
import { ClassBadge } from '../scrub-plans/class-badge';
import { type Column, DataTable } from '../ui/data/data-table';
import { Banner } from '../ui/feedback/banner';
import { Panel } from '../ui/page/panel';
import { type Paging, PartPages, partOf } from './paging';

const columns: readonly Column<KeptColumn>[] = [
  {
    key: 'column',
    header: 'Column',
    wrap: true,
    width: 'sm:w-[28%]',
    cell: ({ table, column }) => (
      <span className="[overflow-wrap:anywhere]">
        <span className="block font-medium">{column}</span>
        <span className="block text-xs text-muted">{table}</span>
      </span>
    ),
  },
  {
    key: 'class',
    header: 'Holds',
    width: 'sm:w-36',
    cell: (row) => (
      <span>
        <ClassBadge group={row.group} dataClass={row.class} />
      </span>
    ),
  },
  {
    key: 'mask',
    header: 'Leaves',
    width: 'sm:w-32',
    cell: ({ mask }) => (mask === 'keep' ? 'As it is' : `In part: ${maskTitle(mask)}`),
  },
  {
    key: 'why',
    header: 'Why, by whom',
    wrap: true,
    cell: ({ reason, decidedBy }) =>
      reason || decidedBy ? (
        <span className="[overflow-wrap:anywhere]">
          {reason && <span className="block">“{reason}”</span>}
          {decidedBy && <span className="block text-xs text-muted">{decidedBy}</span>}
        </span>
      ) : (
        <span className="text-muted">Proposed when the source was read; signed so</span>
      ),
  },
];

/** Every column that left as it is, or in readable parts, with its class, the reason and who decided. */
export function KeptPanel({ plan, paging }: Pick<SignedBasis, 'plan'> & { paging: Paging }) {
  if (!plan)
    return (
      <Panel title="Columns that were kept">
        <Banner tone="warning" title="The plan is not on record">
          The desk holds no plan with the hash that this proof names, so it cannot say which columns were
          kept.
        </Banner>
      </Panel>
    );
  const { kept, version } = plan;
  return (
    <Panel id="kept" title={`Columns that version ${version} of the plan keeps`} aside={kept.length} flush>
      <p className="flex flex-wrap gap-x-4 border-b border-line px-4 py-2 text-sm text-muted">
        {countsOf(kept).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      <DataTable
        caption="Columns that were kept"
        columns={columns}
        rows={partOf(kept, paging)}
        rowKey={columnKey}
      />
      <PartPages label="Pages of kept columns" total={kept.length} paging={paging} />
    </Panel>
  );
}

function countsOf(kept: readonly KeptColumn[]): string[] {
  const byPerson = kept.filter(({ decidedBy }) => decidedBy !== null).length;
  const counts = classGroups
    .map((group) => [classGroupLabels[group], kept.filter((each) => each.group === group).length] as const)
    .filter(([, count]) => count > 0);
  return [
    ...counts.map(([label, count]) => `${label}: ${count.toLocaleString('en')}`),
    `Decided by a person: ${byPerson.toLocaleString('en')}`,
  ];
}
