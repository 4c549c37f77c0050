import { signOutAction } from '@/app/sign-in/actions';
import { Button } from '../ui/actions/button';

/** Ends this browser's session. */
export function SignOutButton() {
  return (
    <form action={signOutAction}>
      <Button type="submit" variant="quiet" className="w-full justify-start">
        Sign out
      </Button>
    </form>
  );
}
