import { LinkButton } from '../../ui/actions/link-button';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { TextField } from '../../ui/form/text-field';
import { TypedNameField } from '../typed-name-field';

/** Asks for the sandbox's name, typed, before what was written since goes out of use. */
export function ResetForm({
  sandbox,
  mayKeep,
  whyNot,
  idempotencyKey,
  resetSandboxAction,
}: {
  sandbox: { id: string; slug: string };
  /** Tables can be kept over the reset. */
  mayKeep: boolean;
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
      {mayKeep && (
        <TextField
          name="keepsTables"
          label="Keep these tables"
          optional
          hint="Names with commas between them. Their rows are taken over as they are when the copy is made; it is refused where rows would point at what is gone."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={2_000}
          inputClassName="font-mono"
        />
      )}
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
