import { StopByLink } from '@/components/notices/stop-by-link';
import { SignInFrame } from '@/components/sign-in/sign-in-frame';
import { LinkButton } from '@/components/ui/actions/link-button';
import { Banner } from '@/components/ui/feedback/banner';
import { KnownError } from '@/lib/errors';
import { getStoppedByLink } from '@/lib/notices/choices/get-stopped-by-link';
import { stopMailsByLinkAction } from '../actions';

type Params = Promise<{ token: string }>;

export const metadata = { title: 'Stop mails', robots: { index: false }, referrer: 'no-referrer' };

/** Where the link of a digest leads. Opening it changes nothing, since programs open the links of mails; a press does. */
export default async function StopMailsPage({ params }: { params: Params }) {
  const { token } = await params;
  const found = await findOrSay(token);
  if (typeof found === 'string')
    return (
      <SignInFrame title="Stop mails">
        <Banner tone="warning" title="This link does nothing">
          {found}
        </Banner>
        <LinkButton href="/settings/notices">Go to the desk</LinkButton>
      </SignInFrame>
    );
  return (
    <SignInFrame title="Stop mails">
      <p>
        This link was sent to <bdi className="font-medium">{found.person}</bdi>. Warnings then stand at the
        desk alone: a sandbox may end although nobody read them. What waits for an answer is still mailed.
      </p>
      <StopByLink token={token} isStopped={found.isStopped} stopMailsByLinkAction={stopMailsByLinkAction} />
    </SignInFrame>
  );
}

async function findOrSay(token: string) {
  try {
    return await getStoppedByLink(token);
  } catch (error) {
    if (error instanceof KnownError) return error.message;
    throw error;
  }
}
