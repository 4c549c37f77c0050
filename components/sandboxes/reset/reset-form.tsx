import { LinkButton } from '../../ui/actions/link-button';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { TypedNameField } from '../typed-name-field';

/** Asks for the sandbox's name, typed, before what was written since goes out of use. */
export function ResetForm({
  sandbox,
  whyNot,
  idempotencyKey,
  resetSandboxAction,
}: {
  sandbox: { id: string; slug: string };
  whyNot: string | null;
  idempotencyKey: string;
  resetSandboxAction: FormAction;
}) {
  return (
    <ActionForm
      action={resetSandboxAction}
      idempotencyKey={idempotencyKey}
      hidden={{ sandboxId: sandbox.id }}
    >
      <TypedNameField slug={sandbox.slug} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="danger" whyNot={whyNot}>
          Reset to the baseline
        </SubmitButton>
        <LinkButton href={`/s/${sandbox.slug}`}>Leave it as it is</LinkButton>
      </div>
    </ActionForm>
  );
}
