'use client';
import type { ButtonSize } from '../ui/actions/button-class';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { showToast } from '../ui/overlay/toast-store';

/** Has a source read anew; the proposal becomes the next version, with what people decided kept. */
export function ReadSourceForm({
  tenantId,
  whyNot,
  idempotencyKey,
  size,
  variant = 'secondary',
  label = 'Read the source',
  requestReadingAction,
}: {
  tenantId: string;
  whyNot: string | null;
  idempotencyKey: string;
  size?: ButtonSize;
  variant?: 'primary' | 'secondary';
  label?: string;
  requestReadingAction: FormAction;
}) {
  return (
    <ActionForm
      action={requestReadingAction}
      hidden={{ tenantId }}
      idempotencyKey={idempotencyKey}
      onDone={() => showToast('The source is being read. Its proposal appears on its page.')}
      className="flex flex-col gap-2"
    >
      <SubmitButton variant={variant} size={size} whyNot={whyNot}>
        {label}
      </SubmitButton>
    </ActionForm>
  );
}
