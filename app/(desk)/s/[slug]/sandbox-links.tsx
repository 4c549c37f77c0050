import type { SandboxDetail } from '@/components/sandboxes/sandbox-facts';
import { Button } from '@/components/ui/actions/button';
import { LinkButton } from '@/components/ui/actions/link-button';
import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { isGone, whyNotDestroy } from '@/lib/sandboxes/sandbox';

type Props = { sandbox: SandboxDetail; actor: PersonActor; whyNotRefresh: string | null };

/** The ways to what changes the sandbox as a whole, for those who may; what stands in the way is told. */
export function SandboxLinks({ sandbox, actor, whyNotRefresh }: Props) {
  return (
    <>
      <RefreshLink sandbox={sandbox} actor={actor} whyNotRefresh={whyNotRefresh} />
      <DestroyLink sandbox={sandbox} actor={actor} />
    </>
  );
}

function RefreshLink({ sandbox, actor, whyNotRefresh }: Props) {
  if (sandbox.shape !== 'snapshot' || sandbox.state !== 'ready' || !can(actor, 'request:file')) return null;
  if (whyNotRefresh) return <Button whyNot={whyNotRefresh}>Refresh</Button>;
  return <LinkButton href={`/s/${sandbox.slug}/refresh`}>Refresh</LinkButton>;
}

function DestroyLink({ sandbox, actor }: Pick<Props, 'sandbox' | 'actor'>) {
  if (isGone(sandbox.state) || !can(actor, 'sandbox:destroy')) return null;
  const whyNot = whyNotDestroy(sandbox.state);
  if (whyNot) return <Button whyNot={whyNot}>Destroy</Button>;
  return <LinkButton href={`/s/${sandbox.slug}/destroy`}>Destroy</LinkButton>;
}
