import type { Elsewhere } from '@/lib/certificate-format/certificate';
import { Badge } from '../ui/data/badge';
import { type Column, DataTable } from '../ui/data/data-table';
import { Panel } from '../ui/page/panel';
import type { Tone } from '../ui/tone';
import { type Paging, PartPages, partOf } from './paging';

/** From what fails a proof to what is there for the reader. */
const meanings: Record<Elsewhere['means'], { rank: number; label: string; tone: Tone }> = {
  somebody: { rank: 0, label: 'Only somebody’s', tone: 'danger' },
  meant: { rank: 1, label: 'Kept with a reason', tone: 'warning' },
  shared: { rank: 2, label: 'Shared words', tone: 'neutral' },
};

const columns: readonly Column<Elsewhere>[] = [
  {
    key: 'place',
    header: 'Stands in',
    wrap: true,
    cell: ({ place }) => <span className="font-medium [overflow-wrap:anywhere]">{place}</span>,
  },
  {
    key: 'from',
    header: 'Is masked in',
    wrap: true,
    cell: ({ from }) => <span className="[overflow-wrap:anywhere]">{from}</span>,
  },
  {
    key: 'means',
    header: 'Means',
    width: 'sm:w-40',
    cell: ({ means }) => (
      <span>
        <Badge tone={meanings[means].tone}>{meanings[means].label}</Badge>
      </span>
    ),
  },
  {
    key: 'values',
    header: 'Values',
    width: 'sm:w-20',
    align: 'end',
    cell: ({ values }) => values.toLocaleString('en'),
  },
  {
    key: 'count',
    header: 'Times',
    width: 'sm:w-20',
    align: 'end',
    cell: ({ count }) => count.toLocaleString('en'),
  },
];

/** Where values of masked columns also stand in text that leaves as it is, and what that means. */
export function ElsewherePanel({ elsewhere, paging }: { elsewhere: readonly Elsewhere[]; paging: Paging }) {
  const sorted = [...elsewhere].sort(
    (a, b) => meanings[a.means].rank - meanings[b.means].rank || b.count - a.count,
  );
  return (
    <Panel
      id="elsewhere"
      title="Values of masked columns in other places"
      aside={elsewhere.length.toLocaleString('en')}
      flush
    >
      <p className="max-w-prose px-4 py-2 text-sm text-pretty text-muted">
        Direct identifiers and secrets were looked for in every text that leaves as it is, whole and as words.{' '}
        {elsewhere.length === 0
          ? 'None was met.'
          : 'Shared words are words and numbers that may be there in their own right, such as a town’s name.'}
      </p>
      {elsewhere.length > 0 && (
        <div className="border-t border-line">
          <DataTable
            caption="Values of masked columns in other places"
            columns={columns}
            rows={partOf(sorted, paging)}
            rowKey={({ place, from, means }) => `${means} ${place} ${from}`}
          />
        </div>
      )}
      <PartPages label="Pages of other places" total={sorted.length} paging={paging} />
    </Panel>
  );
}
