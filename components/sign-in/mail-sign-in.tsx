import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { TextField } from '../ui/form/text-field';

/** Asks for a link by mail. */
export function MailSignIn({ next, askForLinkAction }: { next: string; askForLinkAction: FormAction }) {
  return (
    <ActionForm action={askForLinkAction} hidden={{ next }}>
      <TextField
        name="email"
        type="email"
        label="Mail address"
        hint="We mail you a link that signs you in, once."
        autoComplete="email"
        inputMode="email"
        maxLength={254}
      />
      <SubmitButton>Mail me a link</SubmitButton>
    </ActionForm>
  );
}
