import { redirect } from 'next/navigation';
import { DemoPeople } from '@/components/sign-in/demo-people';
import { MailSignIn } from '@/components/sign-in/mail-sign-in';
import { ProviderSignIn } from '@/components/sign-in/provider-sign-in';
import { SignInFrame } from '@/components/sign-in/sign-in-frame';
import { SignInOutcome } from '@/components/sign-in/sign-in-outcome';
import { Banner } from '@/components/ui/feedback/banner';
import { Panel } from '@/components/ui/page/panel';
import { safePath } from '@/lib/access/safe-path';
import { canSendMail } from '@/lib/access/send-mail';
import { currentActor } from '@/lib/access/session';
import { hasProvider } from '@/lib/access/sign-in/auth-config';
import { listDemoPeople } from '@/lib/access/sign-in/demo-sign-in';
import { env } from '@/lib/env';
import { askForLinkAction, signInAsDemoPersonAction, signInByProviderAction } from './actions';

export const metadata = { title: 'Sign in' };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The ways to sign in that are configured, and what became of the last try. */
export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const next = safePath(search.next);
  // Whoever is to prove once more who they are comes here signed in.
  if (!search.again && (await currentActor())) redirect(next);
  const demoPeople = await listDemoPeople();
  const isOpen = hasProvider() || canSendMail() || demoPeople.length > 0;
  return (
    <SignInFrame title="Sign in">
      <SignInOutcome
        sent={search.sent !== undefined}
        error={typeof search.error === 'string' ? search.error : undefined}
      />
      {hasProvider() && (
        <ProviderSignIn signInByProviderAction={signInByProviderAction} name={env().OIDC_NAME} next={next} />
      )}
      {canSendMail() && (
        <Panel title="By mail">
          <MailSignIn askForLinkAction={askForLinkAction} next={next} />
        </Panel>
      )}
      {demoPeople.length > 0 && (
        <section aria-labelledby="demo" className="flex flex-col gap-3">
          <div>
            <h2 id="demo" className="text-sm font-semibold">
              Demo people
            </h2>
            <p className="text-sm text-muted">This desk is a demo: be anyone, no password asked.</p>
          </div>
          <DemoPeople signInAsDemoPersonAction={signInAsDemoPersonAction} people={demoPeople} next={next} />
        </section>
      )}
      {!isOpen && (
        <Banner tone="warning" title="Nobody can sign in yet">
          Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or SMTP_URL, and start the desk again.
        </Banner>
      )}
    </SignInFrame>
  );
}
