import { Conversation } from '@/components/requests/detail/conversation';
import { HoldForm } from '@/components/requests/detail/hold-form';
import { PeopleList } from '@/components/requests/detail/people-list';
import { AskedFacts, PartyFacts } from '@/components/requests/detail/request-facts';
import { turnNames } from '@/components/requests/detail/turns';
import { RequestStateDot } from '@/components/requests/request-state';
import { PlanReview } from '@/components/reviews/plan-review';
import { ReviewPanel } from '@/components/reviews/review-panel';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getRequest } from '@/lib/requests/get-request';
import { requestKinds } from '@/lib/requests/kinds/request-kind';
import { isOpen } from '@/lib/requests/request';
import { getClock } from '@/lib/reviews/clock/get-clock';
import { getReview } from '@/lib/reviews/get-review';
import { listMasks } from '@/lib/scrub-plans/list-masks';
import { askForPage } from '../../ask-for-page';
import { holdRequestAction, releaseRequestAction } from './actions';
import { TurnPanels } from './turn-panels';

type Params = Promise<{ id: string }>;

export async function generateMetadata({ params }: { params: Params }) {
  const request = await askForPage(getRequest, await params);
  return { title: `Request #${request.number}` };
}

/** One request: what is asked for, what was said about it, and what the reader may do. */
export default async function RequestPage({ params }: { params: Params }) {
  const actor = await requireActor();
  const request = await askForPage(getRequest, await params);
  const keys = Object.fromEntries(turnNames.map((name) => [name, createUuid()])) as Record<
    (typeof turnNames)[number],
    string
  >;
  const review = await reviewOf(request, actor);
  const masks = review ? await askForPage(listMasks, {}) : [];
  const clock = isOpen(request.state) ? await askForPage(getClock, { requestId: request.id }) : null;
  const canHold = can(actor, 'request:hold') && isOpen(request.state);
  return (
    <>
      <PageHeader
        title={
          <>
            <span className="font-normal text-muted">#{request.number}</span> {request.integration}
          </>
        }
        meta={
          <>
            <RequestStateDot state={request.state} sandbox={request.sandbox ?? request.concerns} />
            <span className="font-mono">{(request.sandbox ?? request.concerns ?? request).slug}</span>
          </>
        }
        actions={
          canHold && (
            <HoldForm
              releaseRequestAction={releaseRequestAction}
              holdRequestAction={holdRequestAction}
              request={request}
              keys={keys}
              actorId={actor.id}
            />
          )
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4 lg:order-last">
          <TurnPanels request={request} actor={actor} keys={keys} review={review} />
          <Panel title="Facts" flush>
            <PartyFacts request={request} clock={clock} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="What is asked for" flush>
            <AskedFacts request={request} />
          </Panel>
          {review && <ReviewPanel review={review} isAwaited={request.state === 'awaiting_compliance'} />}
          <Panel title="Conversation">
            <Conversation events={request.events} />
          </Panel>
          <Panel title={requestKinds[request.kind].people} aside={request.people.length} flush>
            <PeopleList people={request.people} />
          </Panel>
        </div>
      </div>
      {review?.plan && <PlanReview plan={review.plan} tenantId={review.tenantId} masks={masks} />}
    </>
  );
}

/** What compliance signs or signed, for the house; null where nothing is or was to be signed. */
async function reviewOf({ id, state }: { id: string; state: string }, actor: Actor) {
  if (!can(actor, 'queue:read')) return null;
  const review = await askForPage(getReview, { requestId: id });
  return state === 'awaiting_compliance' || review.signatures.length > 0 ? review : null;
}
