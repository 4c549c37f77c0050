'use client';
import { columnKey } from '@/lib/scrub-plans/column-key';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import type { FormAction } from '../../ui/form/action-form';
import { FormStateProvider } from '../../ui/form/form-state';
import { useActionForm } from '../../ui/form/use-action-form';
import { showToast } from '../../ui/overlay/toast-store';
import { ColumnsTable } from './columns-table';
import { DecideBar, type Matching } from './decide-bar';
import { EditorOutcome } from './editor-outcome';
import type { EditorRow } from './plan-detail';
import { useTicks } from './use-ticks';

/**
 * The columns of a plan as one form: tick some, or take all that match the filter, and decide what they hold and how
 * they are masked. Made on the version that is shown; a decision on an older one is refused with a way to the latest.
 * It stays where no column is left to show, so that the last decision is confirmed, too.
 */
export function DecideColumns({
  tenantId,
  version,
  rows,
  masks,
  matching,
  idempotencyKey,
  decideColumnsAction,
}: {
  tenantId: string;
  version: number;
  rows: readonly EditorRow[];
  masks: readonly MaskWords[];
  matching: Matching;
  idempotencyKey: string;
  decideColumnsAction: FormAction;
}) {
  const { form, state, send, fields } = useActionForm({
    action: decideColumnsAction,
    onDone: () => showToast('Decided, and held against the source again.'),
  });
  const { ticked, onClick, tickAll } = useTicks(form, 'columns[]', state, rows);
  const [single] = ticked;
  const only = ticked.length === 1 ? rows.find((row) => columnKey(row) === single) : undefined;
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: it listens to the boxes inside, which have their own keys.
    <form ref={form} action={send} onClick={onClick} noValidate aria-label="Decide about columns">
      <input type="hidden" name="tenantId" value={tenantId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="idempotencyKey" value={`${idempotencyKey}:${version}`} />
      {matching.keys && <input type="hidden" name="matching" value={JSON.stringify(matching.keys)} />}
      <ColumnsTable rows={rows} masks={masks} isTickable={!matching.keys} />
      <FormStateProvider value={fields}>
        <DecideBar
          ticked={ticked.length}
          shown={rows.length}
          only={only}
          masks={masks}
          matching={matching}
          onTickAll={tickAll}
          isRefused={state.status === 'failed'}
          outcome={<EditorOutcome state={state} href={matching.tickedHref} />}
        />
      </FormStateProvider>
    </form>
  );
}
