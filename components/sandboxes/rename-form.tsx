import { LinkButton } from '../ui/actions/link-button';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { SandboxNameField } from './sandbox-name-field';
import { TypedNameField } from './typed-name-field';

/** Asks for another name, and for the present one, typed. */
export function RenameForm({
  sandbox,
  whyNot,
  idempotencyKey,
  renameSandboxAction,
}: {
  sandbox: { id: string; slug: string };
  whyNot: string | null;
  idempotencyKey: string;
  renameSandboxAction: FormAction;
}) {
  return (
    <ActionForm
      action={renameSandboxAction}
      idempotencyKey={idempotencyKey}
      hidden={{ sandboxId: sandbox.id }}
    >
      <SandboxNameField label="Its next name" />
      <TypedNameField slug={sandbox.slug} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton whyNot={whyNot}>Rename</SubmitButton>
        <LinkButton href={`/s/${sandbox.slug}`}>Keep its name</LinkButton>
      </div>
    </ActionForm>
  );
}
