import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { TextareaField } from '../../ui/form/textarea-field';

/** Keeps a sandbox by the link of a mail. */
export function KeepByLink({
  token,
  slug,
  whyNot,
  idempotencyKey,
  keepAliveByLinkAction,
}: {
  token: string;
  slug: string;
  whyNot: string | null;
  idempotencyKey: string;
  keepAliveByLinkAction: FormAction;
}) {
  return (
    <ActionForm
      action={keepAliveByLinkAction}
      idempotencyKey={idempotencyKey}
      hidden={{ token }}
      done={`Sandbox ${slug} is kept.`}
    >
      <TextareaField
        name="reason"
        label="Reason"
        hint="What it is still needed for. Support reads this."
        rows={2}
        maxLength={1_000}
      />
      <SubmitButton whyNot={whyNot}>Keep it</SubmitButton>
    </ActionForm>
  );
}
