import { signInByProviderAction } from '@/app/sign-in/actions';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm } from '../ui/form/action-form';

/** Goes to the identity provider. */
export function ProviderSignIn({ name, next }: { name: string; next: string }) {
  return (
    <ActionForm action={signInByProviderAction} hidden={{ next }}>
      <SubmitButton>Continue with {name}</SubmitButton>
    </ActionForm>
  );
}
