'use client';

import type { ActionState } from '@/lib/command/web/action-state';
import type { BulkOutcome } from '@/lib/fleet/bulk/act-in-bulk';
import type { BulkAct } from '@/lib/fleet/bulk/bulk';
import { SubmitButton } from '../ui/actions/submit-button';
import { Banner } from '../ui/feedback/banner';
import { ActionFormBody, Outcome } from '../ui/form/action-form';
import { TextareaField } from '../ui/form/textarea-field';
import { useActionForm } from '../ui/form/use-action-form';

type BulkAction = (previous: ActionState, form: FormData) => Promise<ActionState<BulkOutcome>>;

const reason = {
  label: 'Reason',
  hint: 'It stands in the audit of each, and their people read it where they are told.',
};

const words: Record<BulkAct, { label: string; hint: string }> = {
  extend: reason,
  suspend: reason,
  tell: {
    label: 'Message',
    hint: 'Their people read it in the desk and by mail, under your name. It stands in the audit of each.',
  },
};

/** Does what the preview shows, and says what came of it. */
export function BulkForm({
  hidden,
  act,
  verb,
  isEmpty,
  actInBulkAction,
}: {
  hidden: Record<string, string | number>;
  act: BulkAct;
  verb: string;
  /** There is nothing that it would do. */
  isEmpty: boolean;
  actInBulkAction: BulkAction;
}) {
  const handle = useActionForm<BulkOutcome>({ action: actInBulkAction });
  const { state } = handle;
  if (state.status === 'done') return <Done outcome={state.value} />;
  if (isEmpty) return <p className="text-sm text-muted">Nothing would happen.</p>;
  return (
    <ActionFormBody handle={handle} hidden={hidden} outcome={<Outcome state={state} />}>
      <TextareaField name="reason" {...words[act]} rows={2} />
      <div>
        <SubmitButton>{verb}</SubmitButton>
      </div>
    </ActionFormBody>
  );
}

function Done({ outcome: { done, leftOut, failures } }: { outcome: BulkOutcome }) {
  return (
    <Banner
      tone={failures.length > 0 ? 'warning' : 'success'}
      announce="status"
      title={`Done to ${done.toLocaleString('en')}, left out ${leftOut.toLocaleString('en')}, failed ${failures.length.toLocaleString('en')}`}
    >
      {failures.length > 0 && (
        <ul className="list-disc pl-5">
          {failures.map(({ slug, message }) => (
            <li key={slug}>
              {slug}: {message}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
