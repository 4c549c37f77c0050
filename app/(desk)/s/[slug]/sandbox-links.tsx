import type { SandboxDetail } from '@/components/sandboxes/sandbox-facts';
import { Button } from '@/components/ui/actions/button';
import { LinkButton } from '@/components/ui/actions/link-button';
import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import type { getCopies } from '@/lib/sandboxes/copies/get-copies';
import { isGone, isShut, whyNotChange, whyNotDestroy, whyNotRetire } from '@/lib/sandboxes/sandbox';

type Props = {
  sandbox: SandboxDetail;
  actor: PersonActor;
  copies: Pick<Awaited<ReturnType<(typeof getCopies)['run']>>, 'whyNotRefresh' | 'whyNotReset'>;
};

/** The ways to what changes the sandbox as a whole, for those who may; what stands in the way is told. */
export function SandboxLinks({ sandbox, actor, copies }: Props) {
  return (
    <>
      <LinkButton href={`/s/${sandbox.slug}/history`}>History</LinkButton>
      <RenameLink sandbox={sandbox} actor={actor} />
      <ResetLink sandbox={sandbox} actor={actor} copies={copies} />
      <RefreshLink sandbox={sandbox} actor={actor} copies={copies} />
      <CloneLink sandbox={sandbox} actor={actor} />
      <LifeLinks sandbox={sandbox} actor={actor} />
      <DestroyLink sandbox={sandbox} actor={actor} />
    </>
  );
}

function ResetLink({ sandbox, actor, copies }: Props) {
  if (sandbox.state !== 'ready' || !can(actor, 'sandbox:reset')) return null;
  if (copies.whyNotReset) return <Button whyNot={copies.whyNotReset}>Reset</Button>;
  return <LinkButton href={`/s/${sandbox.slug}/reset`}>Reset</LinkButton>;
}

function RefreshLink({ sandbox, actor, copies: { whyNotRefresh } }: Props) {
  if (sandbox.shape !== 'snapshot' || sandbox.state !== 'ready' || !can(actor, 'request:file')) return null;
  if (whyNotRefresh) return <Button whyNot={whyNotRefresh}>Refresh</Button>;
  return <LinkButton href={`/s/${sandbox.slug}/refresh`}>Refresh</LinkButton>;
}

/** What stands in the way beside its state is told on the page of the clone, which asks anew. */
function CloneLink({ sandbox: { slug, state }, actor }: Pick<Props, 'sandbox' | 'actor'>) {
  if (state !== 'ready' || !can(actor, 'sandbox:clone')) return null;
  return <LinkButton href={`/s/${slug}/clone`}>Clone</LinkButton>;
}

function RenameLink({ sandbox, actor }: Pick<Props, 'sandbox' | 'actor'>) {
  if (isGone(sandbox.state) || !can(actor, 'sandbox:rename')) return null;
  const whyNot = whyNotChange[sandbox.state];
  if (whyNot) return <Button whyNot={whyNot}>Rename</Button>;
  return <LinkButton href={`/s/${sandbox.slug}/rename`}>Rename</LinkButton>;
}

function LifeLinks({ sandbox: { slug, state }, actor }: Pick<Props, 'sandbox' | 'actor'>) {
  if (state !== 'ready' && !isShut(state)) return null;
  const maySuspend = can(actor, 'sandbox:suspend') || can(actor, 'sandbox:quarantine');
  const isToLift = state === 'quarantined' && can(actor, 'sandbox:lift_quarantine');
  return (
    <>
      <LinkButton href={`/s/${slug}/end`}>End</LinkButton>
      {state === 'ready' && maySuspend && <LinkButton href={`/s/${slug}/suspend`}>Suspend</LinkButton>}
      {isToLift && <LinkButton href={`/s/${slug}/suspend`}>Lift the quarantine</LinkButton>}
    </>
  );
}

function DestroyLink({ sandbox, actor }: Pick<Props, 'sandbox' | 'actor'>) {
  if (isGone(sandbox.state) || !can(actor, 'sandbox:retire')) return null;
  const isRetirable = whyNotRetire(sandbox.state) === null;
  const whyNot = isRetirable ? null : whyNotDestroy(sandbox, actor.role);
  if (whyNot) return <Button whyNot={whyNot}>Destroy</Button>;
  return <LinkButton href={`/s/${sandbox.slug}/destroy`}>Destroy</LinkButton>;
}
