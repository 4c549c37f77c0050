import { type MaskSpec, type MaskWords, maskParameters, maskTitle } from '@/lib/scrub-plans/masks/mask';
import type { PlanRow, PlanSample } from '@/lib/scrub-plans/plan';
import { ClassBadge } from './class-badge';

/** The cells by which the editor and the review show one column of a plan. */

/** Where the column stands and what it is declared as. */
export function ColumnAddress({ table, column, type }: Pick<PlanRow, 'table' | 'column' | 'type'>) {
  return (
    <span className="block min-w-0">
      <span className="block font-medium [overflow-wrap:anywhere]">
        <span className="font-normal text-muted">{table}.</span>
        {column}
      </span>
      <span className="block font-mono text-xs text-muted [overflow-wrap:anywhere]">{type}</span>
    </span>
  );
}

/** What it holds, how sure that is, and why: a person's words where one decided, else what was seen. */
export function ClassCell({ row }: { row: PlanRow }) {
  const evidence = row.evidence ?? [];
  return (
    <span className="block min-w-0">
      <span className="flex flex-wrap items-center gap-x-2">
        <ClassBadge group={row.group} dataClass={row.class} />
        <span className="text-xs text-muted">
          {row.decidedBy ? `by ${row.decidedBy}` : row.confidence !== undefined && share(row.confidence)}
        </span>
      </span>
      {row.reason && <span className="mt-0.5 block text-xs text-ink">“{row.reason}”</span>}
      {evidence.length > 0 && (
        <span className="mt-0.5 line-clamp-3 text-xs text-muted" title={evidence.join('\n')}>
          {evidence.join('; ')}
        </span>
      )}
    </span>
  );
}

const share = (confidence: number) => `${Math.round(confidence * 100)} % sure`;

/** The mask with its parameters, what it keeps and what it loses. */
export function MaskCell({ mask, masks }: { mask: MaskSpec | undefined; masks: readonly MaskWords[] }) {
  if (!mask) return <span className="text-danger">No mask yet</span>;
  const words = masks.find(({ name }) => name === mask.name);
  const parameters = maskParameters(mask);
  return (
    <span className="block min-w-0">
      <span className={mask.name === 'keep' ? 'font-medium text-warning' : 'font-medium'}>
        {maskTitle(mask.name)}
      </span>
      {parameters && (
        <span className="line-clamp-2 text-xs text-muted [overflow-wrap:anywhere]" title={parameters}>
          {parameters}
        </span>
      )}
      {words && mask.name !== 'keep' && (
        <span className="block text-xs text-muted">
          Keeps {words.keeps}. Loses {words.loses}.
        </span>
      )}
    </span>
  );
}

/** Masked values beside the shape of what they stand for. */
export function SampleCell({ samples }: { samples: readonly PlanSample[] }) {
  if (samples.length === 0) return <span className="text-xs text-muted">No sample</span>;
  return (
    <span className="block min-w-0 font-mono text-xs">
      {samples.map(({ shape, masked }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: samples have no identity and never move.
        <span key={index} className="block truncate" title={`${shape} becomes ${masked ?? 'NULL'}`}>
          <span className="text-muted">{shape}</span>
          <span aria-hidden="true" className="text-faint">
            {' → '}
          </span>
          <span className="sr-only"> becomes </span>
          {masked ?? <span className="text-muted">NULL</span>}
        </span>
      ))}
    </span>
  );
}
