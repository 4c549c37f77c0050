import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';

/** Goes to the identity provider. */
export function ProviderSignIn({
  name,
  next,
  signInByProviderAction,
}: {
  name: string;
  next: string;
  signInByProviderAction: FormAction;
}) {
  return (
    <ActionForm action={signInByProviderAction} hidden={{ next }}>
      <SubmitButton>Continue with {name}</SubmitButton>
    </ActionForm>
  );
}
