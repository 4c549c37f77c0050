import { redirect } from 'next/navigation';
import { LinkSignIn } from '@/components/sign-in/link-sign-in';
import { SignInFrame } from '@/components/sign-in/sign-in-frame';
import { safePath } from '@/lib/access/safe-path';
import { signInByLinkAction } from '../actions';

export const metadata = { title: 'Sign in' };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Where a mailed link leads. It names the address, so that a link that somebody else sent is not pressed unawares. */
export default async function LinkPage({ searchParams }: { searchParams: Search }) {
  const { email, token, next } = await searchParams;
  if (typeof email !== 'string' || typeof token !== 'string') redirect('/sign-in?error=Verification');
  return (
    <SignInFrame title="Sign in">
      <p>
        You are about to sign in as <strong className="break-words">{email}</strong>.
      </p>
      <LinkSignIn signInByLinkAction={signInByLinkAction} email={email} token={token} next={safePath(next)} />
    </SignInFrame>
  );
}
