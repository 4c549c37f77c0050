import type { ReactNode } from 'react';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { TextareaField } from '../../ui/form/textarea-field';

/** Asks why, and does it. `children` are further fields. */
export function ReasonForm({
  action,
  sandboxId,
  idempotencyKey,
  label,
  hint,
  whyNot,
  variant = 'primary',
  children,
}: {
  action: FormAction;
  sandboxId: string;
  idempotencyKey: string;
  label: string;
  hint: string;
  whyNot: string | null;
  variant?: 'primary' | 'danger' | 'secondary';
  children?: ReactNode;
}) {
  return (
    <ActionForm action={action} idempotencyKey={idempotencyKey} hidden={{ sandboxId }}>
      {children}
      <TextareaField name="reason" label="Reason" hint={hint} rows={2} maxLength={1_000} />
      <SubmitButton variant={variant} whyNot={whyNot}>
        {label}
      </SubmitButton>
    </ActionForm>
  );
}
