import { LinkButton } from '../ui/actions/link-button';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { TextField } from '../ui/form/text-field';
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
      <TextField
        name="slug"
        label="Its next name"
        hint="Lower-case letters, digits and single hyphens, 3 to 40 characters, starting with a letter."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        inputClassName="font-mono"
      />
      <TypedNameField slug={sandbox.slug} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton whyNot={whyNot}>Rename</SubmitButton>
        <LinkButton href={`/s/${sandbox.slug}`}>Keep its name</LinkButton>
      </div>
    </ActionForm>
  );
}
