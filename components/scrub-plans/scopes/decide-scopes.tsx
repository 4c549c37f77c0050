'use client';

import { useState } from 'react';
import { type ScopeRow, scopeLabels } from '@/lib/scrub-plans/scopes/scope';
import type { PlanScopes } from '@/lib/scrub-plans/scopes/scope-rows';
import { SubmitButton } from '../../ui/actions/submit-button';
import type { FormAction } from '../../ui/form/action-form';
import { FieldErrors } from '../../ui/form/field';
import { FormStateProvider, useFieldState } from '../../ui/form/form-state';
import { SelectField } from '../../ui/form/select-field';
import { TextareaField } from '../../ui/form/textarea-field';
import { useActionForm } from '../../ui/form/use-action-form';
import { showToast } from '../../ui/overlay/toast-store';
import { DecisionReason } from '../decision-reason';
import { EditorOutcome } from '../editor/editor-outcome';
import { useTicks } from '../editor/use-ticks';
import { ScopesTable } from './scopes-table';

/**
 * Which rows leave, as one form: tick tables and decide that they are copied whole or left empty, or tick one and write
 * its ways to the tenant's key. Made on the version that is shown; a decision on an older one is refused.
 */
export function DecideScopes({
  tenantId,
  version,
  scopes,
  mayEdit,
  idempotencyKey,
  decideScopesAction,
}: {
  tenantId: string;
  version: number;
  scopes: PlanScopes;
  mayEdit: boolean;
  idempotencyKey: string;
  decideScopesAction: FormAction;
}) {
  const { form, state, send, fields } = useActionForm({
    action: decideScopesAction,
    onDone: () => showToast('Decided, and held against the source again.'),
  });
  const { ticked, onClick } = useTicks(form, 'tables[]', state, scopes.tables);
  if (!mayEdit) return <ScopesTable scopes={scopes} />;
  const [single] = ticked;
  const only = ticked.length === 1 ? scopes.tables.find(({ table }) => table === single) : undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: it listens to the boxes inside, which have their own keys.
    <form ref={form} action={send} onClick={onClick} noValidate>
      <input type="hidden" name="tenantId" value={tenantId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="idempotencyKey" value={`${idempotencyKey}:${version}:scopes`} />
      <ScopesTable scopes={scopes} isTickable />
      <FormStateProvider value={fields}>
        <details
          open={state.status === 'failed'}
          className="sticky bottom-0 z-10 border-t border-line-strong bg-raised shadow-overlay"
        >
          <summary className="flex min-h-11 flex-wrap list-none items-center gap-x-4 gap-y-1 px-4 py-1.5 text-sm focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
            <span className="inline-flex h-7 items-center rounded border border-line-strong bg-surface px-2 font-medium shadow-raised">
              Decide rows
            </span>
            <span aria-live="polite" className="text-muted">
              {tablesText(ticked.length)} ticked
            </span>
          </summary>
          <div className="flex max-h-[60dvh] flex-col gap-3 overflow-y-auto px-4 pt-1 pb-3">
            <EditorOutcome state={state} href={`/plans/${tenantId}`} />
            <ScopeFields key={only?.table ?? ''} only={only} count={ticked.length} />
          </div>
        </details>
      </FormStateProvider>
    </form>
  );
}

function ScopeFields({ only, count }: { only: ScopeRow | undefined; count: number }) {
  const [rows, setRows] = useState<string>(only && only.rows !== 'undecided' ? only.rows : '');
  const { errors } = useFieldState('tables');
  return (
    <>
      <FieldErrors id="decide-tables-error" messages={errors} />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField
          name="rows"
          label="Rows that leave"
          empty="Choose"
          value={rows}
          onChange={(event) => setRows(event.currentTarget.value)}
          options={[
            { value: 'reference', label: `${scopeLabels.reference}: every tenant shares it` },
            { value: 'exclude', label: `${scopeLabels.exclude}: the structure alone` },
            { value: 'tenant', label: `${scopeLabels.tenant}: by a way to the key` },
          ]}
        />
        <DecisionReason only={only} />
        {rows === 'tenant' && (
          <TextareaField
            name="ways"
            label="Ways to the key"
            hint="One a line: organization_id, or project_id → app.project (id). A row is the tenant’s by any of them."
            rows={3}
            className="sm:col-span-2"
            defaultValue={only?.ways ?? ''}
          />
        )}
      </div>
      <SubmitButton>{count > 0 ? `Decide about ${tablesText(count)}` : 'Decide'}</SubmitButton>
    </>
  );
}

const tablesText = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'table' : 'tables'}`;
