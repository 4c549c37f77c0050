import { KeepByLink } from '@/components/sandboxes/activity/keep-by-link';
import { SignInFrame } from '@/components/sign-in/sign-in-frame';
import { LinkButton } from '@/components/ui/actions/link-button';
import { Banner } from '@/components/ui/feedback/banner';
import { getKeptByLink } from '@/lib/activity/keep-alive/get-kept-by-link';
import { KnownError } from '@/lib/errors';
import { createUuid } from '@/lib/ids';
import { keepAliveByLinkAction } from '../actions';

type Params = Promise<{ token: string }>;

export const metadata = { title: 'Keep a sandbox', robots: { index: false }, referrer: 'no-referrer' };

/** Where the link of a warning leads. Opening it changes nothing, since programs open the links of mails; a press does. */
export default async function KeepAlivePage({ params }: { params: Params }) {
  const { token } = await params;
  const found = await findOrSay(token);
  if (typeof found === 'string')
    return (
      <SignInFrame title="Keep a sandbox">
        <Banner tone="warning" title="This link does nothing">
          {found}
        </Banner>
        <LinkButton href="/sandboxes">Go to the desk</LinkButton>
      </SignInFrame>
    );
  return (
    <SignInFrame title={`Keep ${found.slug}`}>
      <p>
        This link was sent to <bdi className="font-medium">{found.person}</bdi>. Keeping the sandbox counts as
        using it today: the days until it is suspended begin anew.
      </p>
      <KeepByLink
        token={token}
        slug={found.slug}
        whyNot={found.whyNot}
        idempotencyKey={createUuid()}
        keepAliveByLinkAction={keepAliveByLinkAction}
      />
    </SignInFrame>
  );
}

async function findOrSay(token: string) {
  try {
    return await getKeptByLink(token);
  } catch (error) {
    if (error instanceof KnownError) return error.message;
    throw error;
  }
}
