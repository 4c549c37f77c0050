import { momentText } from '@/lib/days';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { TextField } from '../../ui/form/text-field';
import { TextareaField } from '../../ui/form/textarea-field';
import type { EndDetail } from './end-detail';

/** Asks by how many days the end moves. */
export function ExtendForm({
  end,
  idempotencyKey,
  extendSandboxAction,
}: {
  end: EndDetail;
  idempotencyKey: string;
  extendSandboxAction: FormAction;
}) {
  const most = `The subscription ${end.subscription} lets it live until ${momentText(end.latestEnd)}.`;
  return (
    <ActionForm action={extendSandboxAction} idempotencyKey={idempotencyKey} hidden={{ sandboxId: end.id }}>
      <TextField
        name="days"
        label="Days to add"
        type="number"
        inputMode="numeric"
        min={1}
        defaultValue="14"
        hint={end.may.extendBeyond ? `${most} Beyond that, say why.` : `${most} Ask support for more.`}
      />
      <TextareaField name="reason" label="Reason" optional rows={2} maxLength={1_000} />
      <SubmitButton whyNot={end.whyNot.extend}>Extend</SubmitButton>
    </ActionForm>
  );
}
