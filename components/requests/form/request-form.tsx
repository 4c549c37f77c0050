'use client';

import { type ReactNode, useState } from 'react';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { FormSection } from '../../ui/form/form-section';
import { TextField } from '../../ui/form/text-field';
import { TextareaField } from '../../ui/form/textarea-field';
import type { TypedValue } from '../../ui/form/typed-value';
import { Panel } from '../../ui/page/panel';
import { ApprovalHint } from './approval-hint';
import { DraftKeeper, type SaveDraft } from './draft-keeper';
import type { FormOptions } from './form-options';
import { PeopleFields } from './people-fields';
import type { ServerDraft } from './server-draft';
import { ShapeFields } from './shape-fields';
import { SlugField } from './slug-field';
import { StayFields } from './stay-fields';

/**
 * What a customer asks for: filed with it the first time and amended with it later. `before` holds what only the
 * filing asks (whose tenant, and for whom).
 */
export function RequestForm<Value>({
  action,
  idempotencyKey,
  hidden,
  initialValues,
  options,
  requestId,
  before,
  draft,
  submitLabel,
}: {
  action: FormAction<Value>;
  idempotencyKey: string;
  hidden: Record<string, string | number>;
  initialValues: TypedValue;
  options: FormOptions;
  requestId?: string;
  before?: ReactNode;
  /** Keeps what is typed on the server, too. `found` is what it keeps by now. */
  draft?: { found: ServerDraft | null; save: SaveDraft; notice: ReactNode };
  submitLabel: string;
}) {
  // Each saved draft brings fresh values from the server; the fields must not follow them while somebody types.
  const [shown, setShown] = useState({ values: initialValues, times: 0 });
  const [notice] = useState(draft?.notice);
  const show = (values: TypedValue) => setShown({ values, times: shown.times + 1 });
  return (
    <>
      {notice}
      <ActionForm
        key={shown.times}
        tellsRestored={!notice}
        action={action}
        idempotencyKey={idempotencyKey}
        hidden={hidden}
        initialValues={shown.values}
        className="flex flex-col gap-4"
      >
        <Panel flush>
          {before}
          <FormSection title="Why">
            <TextField
              name="integration"
              label="Which integration are you building?"
              placeholder="MES connector"
              maxLength={140}
            />
            <TextareaField
              name="purpose"
              label="What will it do with the sandbox?"
              placeholder="What it reads and writes, what has to be tried before production, what may break."
            />
          </FormSection>
          <FormSection title="Who" description="Nobody else gets in.">
            <PeopleFields />
          </FormSection>
          <FormSection title="Data">
            <ShapeFields {...options} />
          </FormSection>
          <FormSection title="Stay">
            <StayFields maximumDays={options.terms.maximumDays} />
          </FormSection>
          <FormSection title="Address">
            <SlugField baseUrl={options.baseUrl} requestId={requestId} />
          </FormSection>
        </Panel>
        <ApprovalHint terms={options.terms} />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton>{submitLabel}</SubmitButton>
          {draft && <DraftKeeper save={draft.save} draft={draft.found} onTake={show} />}
        </div>
      </ActionForm>
    </>
  );
}
