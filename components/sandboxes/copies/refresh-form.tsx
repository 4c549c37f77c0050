import { LinkButton } from '../../ui/actions/link-button';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { TextareaField } from '../../ui/form/textarea-field';

/** Asks why, and files the refresh as a request of its own. */
export function RefreshForm({
  sandbox,
  whyNot,
  idempotencyKey,
  submitRefreshAction,
}: {
  sandbox: { id: string; slug: string };
  whyNot: string | null;
  idempotencyKey: string;
  submitRefreshAction: FormAction;
}) {
  return (
    <ActionForm
      action={submitRefreshAction}
      idempotencyKey={idempotencyKey}
      hidden={{ sandboxId: sandbox.id }}
    >
      <TextareaField
        name="purpose"
        label="Reason"
        hint="What you need from production that the present copy does not have. Support and compliance read it."
        rows={3}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton whyNot={whyNot}>Ask for a refresh</SubmitButton>
        <LinkButton href={`/s/${sandbox.slug}`}>Back</LinkButton>
      </div>
    </ActionForm>
  );
}
