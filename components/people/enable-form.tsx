import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { TextareaField } from '../ui/form/textarea-field';
import { Panel } from '../ui/page/panel';

/** Lets somebody who was disabled sign in again. */
export function EnableForm({
  personId,
  idempotencyKey,
  enablePersonAction,
}: {
  personId: string;
  idempotencyKey: string;
  enablePersonAction: FormAction;
}) {
  return (
    <Panel title="Enable this account">
      <p className="mb-4">They will be able to sign in again. Sessions that were ended stay ended.</p>
      <ActionForm action={enablePersonAction} hidden={{ personId }} idempotencyKey={idempotencyKey}>
        <TextareaField name="reason" label="Reason" hint="Stands in the audit." rows={2} maxLength={500} />
        <div>
          <SubmitButton>Enable</SubmitButton>
        </div>
      </ActionForm>
    </Panel>
  );
}
