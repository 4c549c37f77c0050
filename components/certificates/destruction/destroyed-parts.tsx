import { type DestroyedPart, type Look, partKindLabels } from '@/lib/certificate-format/destruction';
import { type Column, DataTable } from '../../ui/data/data-table';
import { exactTime } from '../exact-time';

const columns: readonly Column<DestroyedPart>[] = [
  { key: 'kind', header: 'Part', width: 'md:w-36', cell: ({ kind }) => partKindLabels[kind] },
  {
    key: 'name',
    header: 'Name',
    wrap: true,
    cell: ({ kind, name, oids }) => (
      <span className={kind === 'rows' ? '' : 'font-mono text-xs break-all'}>
        {name}
        {oids.length > 0 && <span className="block text-muted">OID {oids.join(', ')}</span>}
      </span>
    ),
  },
  {
    key: 'when',
    header: 'Made and dropped',
    width: 'md:w-48',
    wrap: true,
    cell: ({ kind, madeAt, droppedAt }) =>
      kind === 'rows' ? (
        <span className="text-muted">–</span>
      ) : (
        <span className="text-xs">
          {madeAt ? exactTime(new Date(madeAt)) : 'unknown'}
          <span className="block">{droppedAt ? exactTime(new Date(droppedAt)) : 'unknown'}</span>
        </span>
      ),
  },
  {
    key: 'looks',
    header: 'Looked for',
    wrap: true,
    width: 'md:w-2/5',
    cell: ({ looks }) => <Looks looks={looks} />,
  },
];

/** Every part that ever existed, and what each look for it found. */
export function DestroyedParts({ parts }: { parts: readonly DestroyedPart[] }) {
  return (
    <DataTable
      caption="Parts that were looked for"
      columns={columns}
      rows={parts}
      rowKey={({ kind, name }) => `${kind} ${name}`}
    />
  );
}

const results: Record<Look['result'], string> = {
  gone: 'gone',
  remains: 'found',
  not_looked_at: 'could not be looked at',
};

function Looks({ looks }: { looks: readonly Look[] }) {
  return (
    <ul className="space-y-1 text-xs">
      {looks.map(({ where, result, why }) => (
        <li key={where}>
          {where}:{' '}
          <strong className={result === 'gone' ? 'text-success' : 'text-warning'}>{results[result]}</strong>
          {why && <span className="block text-muted">{why}</span>}
        </li>
      ))}
    </ul>
  );
}
