import { CustomerTurns } from '@/components/requests/detail/customer-turns';
import type { RequestDetail } from '@/components/requests/detail/request-facts';
import { SupportTurns } from '@/components/requests/detail/support-turns';
import type { TurnName } from '@/components/requests/detail/turns';
import { Reopen } from '@/components/reviews/reopen';
import type { ReviewDetail } from '@/components/reviews/review-detail';
import { SignOff } from '@/components/reviews/sign-off';
import { Panel } from '@/components/ui/page/panel';
import type { PersonActor } from '@/lib/access/actor';
import { signInAgainHref } from '@/lib/access/freshness';
import { can } from '@/lib/access/permissions';
import { getFilingOptions } from '@/lib/requests/get-filing-options';
import { requestKinds } from '@/lib/requests/kinds/request-kind';
import { isOpen, requestStateLabels } from '@/lib/requests/request';
import { whyManifestWaits } from '@/lib/reviews/manifest-wait';
import { whyNotDecide, whyNotReopen, whyNotSign } from '@/lib/reviews/review';
import { isGone } from '@/lib/sandboxes/sandbox';
import { askForPage } from '../../ask-for-page';
import {
  answerQuestionAction,
  approveRequestAction,
  askQuestionAction,
  declineRequestAction,
  withdrawRequestAction,
} from './actions';
import {
  refuseRequestAction,
  reopenReviewAction,
  returnRequestAction,
  signRequestAction,
} from './review-actions';

type Props = { request: RequestDetail; actor: PersonActor; keys: Record<TurnName, string> };
type Reviewed = {
  /** What there is to sign; null while the request is not with compliance. */
  review: ReviewDetail | null;
};

/**
 * What the reader may do, a panel per side that their role takes part in. The same predicates decide in the commands;
 * here they explain.
 */
export async function TurnPanels({ request, actor, keys, review }: Props & Reviewed) {
  const shared = { request, keys };
  const isOver = !isOpen(request.state);
  const over = <Over request={request} />;
  return (
    <>
      {can(actor, 'request:decide') && (
        <Panel title="Decide" flush>
          {isOver && over}
          <SupportTurns
            approveRequestAction={approveRequestAction}
            askQuestionAction={askQuestionAction}
            declineRequestAction={declineRequestAction}
            {...shared}
            turns={{ whyNot: whyNotDecide(actor, request.state, partiesOf(request)), isOver }}
            {...(await choicesOf(request, actor))}
          />
        </Panel>
      )}
      {can(actor, 'request:sign') && (
        <Panel title="Sign-off" flush>
          {isOver && over}
          <SignOff
            signRequestAction={signRequestAction}
            returnRequestAction={returnRequestAction}
            refuseRequestAction={refuseRequestAction}
            {...shared}
            turns={{ whyNot: whyNotSign(actor, request.state, partiesOf(request)), isOver }}
            signing={signingOf(request, actor, review)}
          />
        </Panel>
      )}
      {can(actor, 'request:reopen') &&
        whyNotReopen(approvedOf(request), review?.isSigned ?? false) === null && (
          <Panel title={reopenTitle(approvedOf(request).build)} flush>
            <Reopen reopenReviewAction={reopenReviewAction} {...shared} />
          </Panel>
        )}
      {can(actor, 'request:amend') && <CustomerPanel {...shared} actor={actor} />}
    </>
  );
}

function CustomerPanel({ request, actor, keys }: Props) {
  const whyNot = whyNotChange(request);
  const isOver = request.state === 'declined' || request.state === 'withdrawn';
  return (
    <Panel title={actor.role === 'customer' ? 'Your side' : 'For the customer'} flush>
      {isOver && <Over request={request} />}
      <CustomerTurns
        answerQuestionAction={answerQuestionAction}
        withdrawRequestAction={withdrawRequestAction}
        request={request}
        keys={keys}
        turns={{ whyNot, isOver }}
      />
    </Panel>
  );
}

function Over({ request }: { request: RequestDetail }) {
  const decider = request.decidedBy ? ` by ${request.decidedBy.name}` : '';
  return (
    <p className="border-b border-line px-4 py-2.5 text-sm text-muted last:border-b-0">
      Nothing more can be done here. {requestStateLabels[request.state]}
      {request.state === 'withdrawn' ? '' : decider}.
    </p>
  );
}

/** What the form of a signature carries, and why there is nothing to sign yet. */
function signingOf({ id, startsOn }: RequestDetail, actor: PersonActor, review: ReviewDetail | null) {
  const manifest = review?.manifest ?? null;
  const valid = review?.signatures.filter(({ isValid }) => isValid).length ?? 0;
  return {
    waits: review && whyManifestWaits(review),
    startsOn: review?.isToStart ? startsOn : null,
    manifestHash: manifest?.hash ?? '',
    signaturesLeft: (manifest?.signaturesNeeded ?? 1) - valid,
    isRepeatable: (review?.isBuilt ?? false) && (manifest?.planVersionId ?? null) !== null,
    authenticatedAt: actor.authenticatedAt.getTime(),
    signInHref: signInAgainHref(`/requests/${id}`),
  };
}

/** What was approved, and where its build stands. */
function approvedOf({ kind, state, shape, sandbox, copies }: RequestDetail) {
  const build = (requestKinds[kind].makesSandbox ? sandbox?.state : copies[0]?.state) ?? null;
  return { state, shape, build };
}

const reopenTitle = (build: string | null) =>
  build === 'scheduled' ? 'Its signature will not count on its day' : 'The copy was not made';

function partiesOf({ requester, filedBy, decidedBy, signatures }: RequestDetail) {
  return {
    requesterHumanId: requester.humanId,
    filerHumanId: filedBy.humanId,
    approverHumanId: decidedBy?.humanId ?? null,
    signerHumanIds: signatures.map(({ signedBy }) => signedBy.humanId),
  };
}

/** Why what was asked for cannot be changed or taken back any more, in words; null when it can. */
function whyNotChange(request: RequestDetail): string | null {
  if (request.state === 'declined' || request.state === 'withdrawn') return 'It has ended.';
  if (request.sandbox && isGone(request.sandbox.state))
    return 'Its sandbox was destroyed; ask for another one.';
  if (request.state === 'approved' && request.sandbox && request.sandbox.state !== 'scheduled')
    return 'Its sandbox is being built or in use already; destroy the sandbox instead.';
  return request.state === 'approved' ? requestKinds[request.kind].whyNotUndo : null;
}

/** What an approver chooses from: the seed sets of the request's product, and who may take a disabled requester's place. */
async function choicesOf(request: RequestDetail, actor: PersonActor) {
  if (!can(actor, 'request:file')) return { seedSets: [], successors: null };
  const { organizations } = await askForPage(getFilingOptions, { text: request.organization.name });
  const found = organizations.find(({ id }) => id === request.organization.id);
  const tenant = found?.tenants.find(({ id }) => id === request.tenantId);
  return {
    seedSets: tenant?.product.seedSets ?? [],
    successors: request.requester.disabledAt ? (found?.people ?? []) : null,
  };
}
