import { momentText } from '@/lib/days';
import { productionDays } from '@/lib/ends/end';
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
  const most = end.isSigned
    ? `Compliance signs it; at most ${productionDays} days at once. A refresh that is still open has to be signed again then.`
    : `The subscription ${end.subscription} lets it live until ${momentText(end.latestEnd)}. ${end.may.extendBeyond ? 'Beyond that, say why.' : 'Ask support for more.'}`;
  return (
    <ActionForm action={extendSandboxAction} idempotencyKey={idempotencyKey} hidden={{ sandboxId: end.id }}>
      <TextField
        name="days"
        label="Days to add"
        type="number"
        inputMode="numeric"
        min={1}
        defaultValue="14"
        hint={most}
      />
      <TextareaField name="reason" label="Reason" optional={!end.isSigned} rows={2} maxLength={1_000} />
      <SubmitButton whyNot={end.whyNot.extend}>{end.isSigned ? 'Ask compliance' : 'Extend'}</SubmitButton>
    </ActionForm>
  );
}
