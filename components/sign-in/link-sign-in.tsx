import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';

/** Spends a mailed link. A press rather than a visit, since mail scanners visit links. */
export function LinkSignIn({
  email,
  token,
  next,
  signInByLinkAction,
}: {
  email: string;
  token: string;
  next: string;
  signInByLinkAction: FormAction;
}) {
  return (
    <ActionForm action={signInByLinkAction} hidden={{ email, token, next }}>
      <SubmitButton>Sign in</SubmitButton>
    </ActionForm>
  );
}
