import { type MaskSpec, type MaskWords, maskParameters, maskTitle } from '@/lib/scrub-plans/masks/mask';
import type { PlanRow, PlanSample } from '@/lib/scrub-plans/plan';
import { ClassBadge } from './class-badge';

/** The cells by which the editor and the review show one column of a plan. */

/** The column's name, and where it stands and what it is declared as. */
export function ColumnAddress({ table, column, type }: Pick<PlanRow, 'table' | 'column' | 'type'>) {
  return (
    <span className="block min-w-0">
      <span className="block font-medium [overflow-wrap:anywhere]">{column}</span>
      <span className="block text-xs text-muted [overflow-wrap:anywhere]">
        {table} <span className="font-mono">{type}</span>
      </span>
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
        <span className="text-xs text-muted">{sureness(row)}</span>
      </span>
      {row.reason && <span className="mt-0.5 block text-xs text-ink">“{row.reason}”</span>}
      {evidence.length > 0 && (
        <span className="mt-0.5 line-clamp-2 text-xs text-muted" title={evidence.join('\n')}>
          {evidence.join('; ')}
        </span>
      )}
    </span>
  );
}

/** Who decided, or how sure the machine is of a class that it proposes. */
function sureness({ decidedBy, confidence, group }: PlanRow): string | null {
  if (decidedBy) return `by ${decidedBy}`;
  if (confidence === undefined || group === 'unclassified') return null;
  return `${Math.round(confidence * 100)} % sure`;
}

/** The mask with its parameters, what it keeps and what it loses. */
export function MaskCell({ row, masks }: { row: PlanRow; masks: readonly MaskWords[] }) {
  const { mask } = row;
  if (!mask) return <span className="text-danger">No mask yet</span>;
  const words = masks.find(({ name }) => name === mask.name);
  const parameters = maskParameters(mask);
  return (
    <span className="block min-w-0">
      <span className={`block first-letter:uppercase ${keepTone(row)}`}>{maskTitle(mask.name)}</span>
      {parameters && (
        <span className="line-clamp-5 text-xs text-muted [overflow-wrap:anywhere]" title={parameters}>
          {parameters}
        </span>
      )}
      {words && mask.name !== 'keep' && !holdsMasks(mask) && (
        <span
          className="line-clamp-3 text-xs text-muted"
          title={`Keeps ${words.keeps}. Loses ${words.loses}.`}
        >
          Keeps {words.keeps}. Loses {words.loses}.
        </span>
      )}
    </span>
  );
}

/** Such a mask keeps and loses what those inside of it do, and those are named already. */
function holdsMasks(mask: MaskSpec): boolean {
  return Object.values(mask).some((value) => typeof value === 'object');
}

/** Kept is harmless where nothing sensitive stands, and worth a colour where it does. */
function keepTone({ isKept, keepsSensitive }: PlanRow): string {
  if (!isKept) return 'font-medium';
  return keepsSensitive ? 'font-medium text-warning' : 'text-muted';
}

/** Masked values beside the shape of what they stand for. */
export function SampleCell({ samples }: { samples: readonly PlanSample[] }) {
  if (samples.length === 0)
    return (
      <span
        className="text-xs text-muted"
        title="Samples are taken of tables that have rows and nothing in the way of a snapshot."
      >
        No sample
      </span>
    );
  return (
    <span className="flex min-w-0 flex-col gap-1 font-mono text-xs">
      {samples.slice(0, 2).map((sample, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: samples have no identity and never move.
        <Sample key={index} {...sample} />
      ))}
    </span>
  );
}

/** What is kept is shown by its shape: nobody has signed yet that it may leave. */
function Sample({ shape, masked, isKept }: PlanSample) {
  const isWhole = isKept && masked === shape;
  return (
    <span
      className="line-clamp-3 [overflow-wrap:anywhere]"
      title={isWhole ? `${shape} leaves as it is` : `${shape} becomes ${masked ?? 'NULL'}`}
    >
      <span className="text-muted">{cut(shape)}</span>
      <span aria-hidden="true" className="text-faint">
        {' → '}
      </span>
      {isWhole ? (
        <span className="font-sans text-muted">leaves as it is</span>
      ) : (
        <>
          <span className="sr-only"> becomes </span>
          {masked === null ? <span className="text-muted">NULL</span> : cut(masked)}
          {isKept && <span className="font-sans text-muted"> (kept parts as shapes)</span>}
        </>
      )}
    </span>
  );
}

/** As much of a long value as tells what it looks like; the whole of it stands in the title. */
function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
