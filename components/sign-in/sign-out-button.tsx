'use client';
import { Button } from '../ui/actions/button';
import { forgetTypedText } from '../ui/form/typed-text/owner';

/** Ends this browser's session, and with it whatever was typed and not sent. */
export function SignOutButton({ signOutAction }: { signOutAction: (form: FormData) => Promise<void> }) {
  return (
    <form action={signOutAction} onSubmit={forgetTypedText}>
      <Button type="submit" variant="quiet" className="w-full justify-start">
        Sign out
      </Button>
    </form>
  );
}
