'use client';

import { SubmitButton } from '../ui/actions/submit-button';
import { ActionDisclosure } from '../ui/form/action-disclosure';
import type { FormAction } from '../ui/form/action-form';
import { TextareaField } from '../ui/form/textarea-field';

/**
 * One change of a contract as a line that unfolds: its impact, a reason, a button. Where the contract says so already it
 * is left away, except to tell whoever was too late who was faster.
 */
export function AmendContractForm<Value>({
  action,
  summary,
  button,
  isDone,
  whyNot,
  impact,
  organizationId,
  idempotencyKey,
}: {
  action: FormAction<Value>;
  summary: string;
  button: { label: string; variant: 'primary' | 'danger' };
  isDone: boolean;
  /** Why this person may not change it. */
  whyNot: string | null;
  impact: readonly string[];
  organizationId: string;
  idempotencyKey: string;
}) {
  return (
    <ActionDisclosure
      action={action}
      summary={summary}
      whyNot={isDone ? 'The contract says so already.' : whyNot}
      hideWhenOff={isDone}
      hidden={{ organizationId }}
      idempotencyKey={idempotencyKey}
    >
      <ul className="list-disc space-y-1 pl-5 text-sm">
        {impact.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <TextareaField
        name="reason"
        label="Reason"
        hint="Which agreement says so. Stands in the audit."
        rows={2}
        maxLength={500}
      />
      <div>
        <SubmitButton variant={button.variant}>{button.label}</SubmitButton>
      </div>
    </ActionDisclosure>
  );
}
