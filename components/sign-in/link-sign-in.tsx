import { signInByLinkAction } from '@/app/sign-in/actions';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm } from '../ui/form/action-form';

/** Spends a mailed link. A press rather than a visit, since mail scanners visit links. */
export function LinkSignIn(link: { email: string; token: string; next: string }) {
  return (
    <ActionForm action={signInByLinkAction} hidden={link}>
      <SubmitButton>Sign in</SubmitButton>
    </ActionForm>
  );
}
