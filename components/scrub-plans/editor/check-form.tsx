'use client';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { showToast } from '../../ui/overlay/toast-store';

/** Has the latest version held against its source once more. */
export function CheckForm({
  tenantId,
  version,
  idempotencyKey,
  requestCheckAction,
}: {
  tenantId: string;
  version: number;
  idempotencyKey: string;
  requestCheckAction: FormAction;
}) {
  return (
    <ActionForm
      action={requestCheckAction}
      hidden={{ tenantId, version: String(version) }}
      idempotencyKey={`${idempotencyKey}:check`}
      onDone={() => showToast('The plan is held against its source again.')}
      className="flex flex-col gap-2"
    >
      <SubmitButton variant="secondary">Check again</SubmitButton>
    </ActionForm>
  );
}
