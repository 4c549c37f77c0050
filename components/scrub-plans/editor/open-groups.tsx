'use client';
import type { OpenColumn, OpenGroup } from '@/lib/plan-format/decide/open-columns';
import { columnKey, readColumnList } from '@/lib/scrub-plans/column-key';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import type { FormAction } from '../../ui/form/action-form';
import { FormStateProvider } from '../../ui/form/form-state';
import { useActionForm } from '../../ui/form/use-action-form';
import { showToast } from '../../ui/overlay/toast-store';
import { Panel } from '../../ui/page/panel';
import { countText } from './count-text';
import { DecisionFields } from './decision-fields';
import { EditorOutcome } from './editor-outcome';
import { useTicks } from './use-ticks';

/** The largest groups are most of the work; the others are a click away. */
const shownAtOnce = 12;

/**
 * The columns that wait for a person, in groups: tick some groups, and one decision is about all of their columns. Made on the
 * version that is shown, like every decision about columns. It stays where no group is left to show, so that the last
 * decision is confirmed, too.
 */
export function OpenGroups({
  tenantId,
  version,
  groups,
  masks,
  idempotencyKey,
  decideColumnsAction,
}: {
  tenantId: string;
  version: number;
  groups: readonly OpenGroup[];
  masks: readonly MaskWords[];
  idempotencyKey: string;
  decideColumnsAction: FormAction;
}) {
  const { form, state, send, fields } = useActionForm({
    action: decideColumnsAction,
    onDone: () => showToast('Decided, and held against the source again. Versions has the way back.'),
  });
  const { ticked, onClick } = useTicks(form, 'groups[]', state, groups);
  if (groups.length === 0) return null;
  const count = ticked.reduce((sum, list) => sum + readColumnList(list).length, 0);
  return (
    <Panel title="Left open, in groups" aside={groupsText(groups)} flush>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: it listens to the boxes inside, which have their own keys. */}
      <form ref={form} action={send} onClick={onClick} noValidate aria-label="Decide open columns in groups">
        <input type="hidden" name="tenantId" value={tenantId} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="idempotencyKey" value={`${idempotencyKey}:${version}:groups`} />
        <GroupList groups={groups.slice(0, shownAtOnce)} />
        {groups.length > shownAtOnce && (
          <details className="border-t border-line">
            <summary className="cursor-pointer px-4 py-2 text-sm text-muted hover:text-ink">
              {groups.length - shownAtOnce} smaller groups
            </summary>
            <GroupList groups={groups.slice(shownAtOnce)} />
          </details>
        )}
        <FormStateProvider value={fields}>
          <div className="flex flex-col gap-3 border-t border-line-strong bg-raised px-4 py-3">
            <EditorOutcome state={state} href={`/plans/${tenantId}`} />
            <DecisionFields count={count} masks={masks} />
          </div>
        </FormStateProvider>
      </form>
    </Panel>
  );
}

function groupsText(groups: readonly OpenGroup[]): string {
  const columns = groups.reduce((sum, group) => sum + group.columns.length, 0);
  return `${countText(columns)} in ${groups.length} ${groups.length === 1 ? 'group' : 'groups'}`;
}

function GroupList({ groups }: { groups: readonly OpenGroup[] }) {
  return (
    <ul className="divide-y divide-line">
      {groups.map((group) => (
        <li key={group.key} className="px-4 py-2">
          <Group group={group} />
        </li>
      ))}
    </ul>
  );
}

function Group({ group: { name, reasons, columns } }: { group: OpenGroup }) {
  const shapes = [...new Set(columns.flatMap(({ shapes: seen }) => seen ?? []))];
  return (
    <>
      <label className="flex items-start gap-2.5">
        <input
          type="checkbox"
          name="groups[]"
          value={JSON.stringify(columns.map(columnKey))}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span className="min-w-0 text-sm">
          <span className="block font-medium [overflow-wrap:anywhere]">{titleOf(name, columns)}</span>
          <span className="block text-xs text-muted [overflow-wrap:anywhere]">{reasons.join(' · ')}</span>
          {shapes.length > 0 && (
            <span className="block truncate font-mono text-xs text-muted" title={shapes.join('\n')}>
              {shapes.slice(0, 3).join(' · ')}
            </span>
          )}
        </span>
      </label>
      {columns.length > 1 && (
        <details className="ms-6.5 mt-0.5 text-xs">
          <summary className="w-fit cursor-pointer text-muted hover:text-ink">Which columns</summary>
          <ul className="mt-1 flex flex-col gap-0.5">
            {columns.map((column) => (
              <li key={columnKey(column)} className="[overflow-wrap:anywhere]">
                {column.table}.{column.column} <span className="font-mono text-muted">{column.type}</span>
                {column.shapes && <span className="font-mono text-muted"> {column.shapes}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function titleOf(name: string | null, columns: readonly OpenColumn[]): string {
  if (name !== null) return `${countText(columns.length)} named ${name}`;
  const names = columns.map(({ table, column }) => (columns.length === 1 ? `${table}.${column}` : column));
  const more = names.length > 4 ? ` and ${names.length - 4} more` : '';
  return `${countText(columns.length)}: ${names.slice(0, 4).join(', ')}${more}`;
}
