import type { SandboxDetail } from '@/components/sandboxes/sandbox-facts';
import { Button } from '@/components/ui/actions/button';
import { LinkButton } from '@/components/ui/actions/link-button';
import { MoreItem, MoreMenu } from '@/components/ui/overlay/more-menu';
import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import type { getCopies } from '@/lib/sandboxes/copies/get-copies';
import {
  isGone,
  isShut,
  isUnbuilt,
  whyNotChange,
  whyNotDestroy,
  whyNotRetire,
} from '@/lib/sandboxes/sandbox';

type Props = {
  sandbox: SandboxDetail;
  actor: PersonActor;
  copies: Pick<Awaited<ReturnType<(typeof getCopies)['run']>>, 'whyNotRefresh' | 'whyNotReset'>;
};

/** A way to a page of the sandbox, which `href` names; with `whyNot` it is closed for now, and says so. */
type Way = { label: string; href: string; whyNot?: string | null };

/** The ways to what changes the sandbox as a whole, for those who may: the first beside the name, the others under "More". */
export function SandboxLinks(props: Props) {
  const [first, ...others] = waysOf(props);
  if (!first) return null;
  const path = `/s/${props.sandbox.slug}`;
  return (
    <>
      {first.whyNot ? (
        <Button whyNot={first.whyNot}>{first.label}</Button>
      ) : (
        <LinkButton href={`${path}/${first.href}`}>{first.label}</LinkButton>
      )}
      {others.length > 0 && (
        <MoreMenu>
          {others.map(({ label, href, whyNot }) => (
            <MoreItem key={label} href={`${path}/${href}`} whyNot={whyNot}>
              {label}
            </MoreItem>
          ))}
        </MoreMenu>
      )}
    </>
  );
}

/** What is asked for most stands first, what takes most away last. */
function waysOf({ sandbox, actor, copies }: Props): Way[] {
  const { state, shape } = sandbox;
  const isReady = state === 'ready';
  const hasEnd = isReady || isShut(state) || isUnbuilt(state);
  const ways: (Way | false)[] = [
    state === 'quarantined' &&
      can(actor, 'sandbox:lift_quarantine') && { label: 'Lift the quarantine', href: 'suspend' },
    isReady && can(actor, 'sandbox:reset') && { label: 'Reset', href: 'reset', whyNot: copies.whyNotReset },
    isReady &&
      shape === 'snapshot' &&
      can(actor, 'request:file') && { label: 'Refresh', href: 'refresh', whyNot: copies.whyNotRefresh },
    // What stands in the way beside its state is told on the page of the clone, which asks anew.
    isReady && can(actor, 'sandbox:clone') && { label: 'Clone', href: 'clone' },
    hasEnd && { label: 'End', href: 'end' },
    hasEnd && { label: 'Activity', href: 'activity' },
    { label: 'History', href: 'history' },
    !isGone(state) &&
      can(actor, 'sandbox:rename') && { label: 'Rename', href: 'rename', whyNot: whyNotChange[state] },
    isReady &&
      (can(actor, 'sandbox:suspend') || can(actor, 'sandbox:quarantine')) && {
        label: 'Suspend',
        href: 'suspend',
      },
    !isGone(state) &&
      can(actor, 'sandbox:retire') && {
        label: 'Destroy',
        href: 'destroy',
        whyNot: whyNotEnd(sandbox, actor),
      },
  ];
  return ways.filter((way) => way !== false);
}

/** Retiring it is enough; where that is not possible, destroying it at once. */
function whyNotEnd(sandbox: SandboxDetail, actor: PersonActor): string | null {
  return whyNotRetire(sandbox.state) === null ? null : whyNotDestroy(sandbox, actor.role);
}
