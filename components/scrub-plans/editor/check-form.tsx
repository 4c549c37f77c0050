'use client';

import { requestCheckAction } from '@/app/(desk)/plans/[tenantId]/actions';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm } from '../../ui/form/action-form';
import { showToast } from '../../ui/overlay/toast-store';

/** Has the latest version held against its source once more. */
export function CheckForm(props: { tenantId: string; version: number; idempotencyKey: string }) {
  const { tenantId, version, idempotencyKey } = props;
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
