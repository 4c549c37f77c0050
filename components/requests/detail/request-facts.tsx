import { awaitedLabels, type WaitingState } from '@/lib/policies/patience';
import { tenantLabel } from '@/lib/products/tenant';
import type { getRequest } from '@/lib/requests/get-request';
import { requestKinds } from '@/lib/requests/kinds/request-kind';
import { isOpen, shapeLabels } from '@/lib/requests/request';
import type { getClock } from '@/lib/reviews/clock/get-clock';
import { cloneMomentLabels } from '@/lib/sandboxes/clone/clone';
import { isGone, type SandboxState } from '@/lib/sandboxes/sandbox';
import { PersonName } from '../../people/person-name';
import { DestructionLink } from '../../sandboxes/destruction-link';
import { SandboxNameLink } from '../../sandboxes/sandbox-name';
import { SandboxStateDot } from '../../sandboxes/sandbox-state';
import { formatElapsed } from '../../ui/data/amount';
import { CalendarDay } from '../../ui/data/calendar-day';
import { DefinitionList, type Fact } from '../../ui/data/definition-list';
import { RelativeTime } from '../../ui/data/relative-time';
import { configurationLabels, featureLabels, labelled } from '../form/labels';

export type RequestClock = Awaited<ReturnType<(typeof getClock)['run']>>;

export type RequestDetail = Awaited<ReturnType<(typeof getRequest)['run']>>;

/** What was asked for, as it stands now. */
export function AskedFacts({ request }: { request: RequestDetail }) {
  const { loadTest } = request;
  const facts: Fact[] = [
    ...(request.concerns
      ? [{ term: requestKinds[request.kind].concerns, value: <SandboxLink sandbox={request.concerns} /> }]
      : []),
    ...(request.cloneMoment
      ? [{ term: 'Of it', value: `${cloneMomentLabels[request.cloneMoment].title}.` }]
      : []),
    {
      term: 'Purpose',
      value: (
        <p dir="auto" className="whitespace-pre-wrap">
          {request.purpose}
        </p>
      ),
    },
    {
      term: 'Starts with',
      value: `${shapeLabels[request.shape].title}${request.seedSetName ? `: seed set ${request.seedSetName}` : ''}`,
    },
    {
      term: 'Configuration',
      value: request.configuration.length
        ? `${labelled(configurationLabels, request.configuration)}, from production`
        : 'Nothing from production',
    },
    {
      term: 'Stay',
      value:
        request.concerns && !requestKinds[request.kind].makesSandbox ? (
          <>
            {isGone(request.concerns.state) ? 'Was to end' : 'Ends'} with the sandbox,{' '}
            <RelativeTime at={request.concerns.expiresAt} />
          </>
        ) : (
          <>
            {request.durationDays} days
            {request.concerns ? ` and no longer than ${request.concerns.slug}` : ''},{' '}
            {request.startsOn ? (
              <>
                from <CalendarDay on={request.startsOn} />
              </>
            ) : (
              'from now on'
            )}
          </>
        ),
    },
    {
      term: 'Load test',
      value: loadTest ? (
        <>
          {loadTest.requestsPerSecond.toLocaleString('en')} requests a second,{' '}
          <CalendarDay on={loadTest.from} /> to <CalendarDay on={loadTest.until} />
        </>
      ) : (
        'None planned'
      ),
    },
    {
      term: 'Early features',
      value: request.features.length ? labelled(featureLabels, request.features) : 'None',
    },
  ];
  return <DefinitionList facts={facts} />;
}

/** Whose it is, who has it, and what became of it. */
export function PartyFacts({ request, clock }: { request: RequestDetail; clock: RequestClock | null }) {
  const { requester, filedBy, assignee, sandbox, tenant, organization } = request;
  const facts: Fact[] = [
    { term: 'Customer', value: `${organization.name}, subscription ${organization.subscription.name}` },
    { term: 'Asked by', value: <PersonName {...requester} /> },
    ...(filedBy.id === requester.id ? [] : [{ term: 'Filed by', value: <PersonName {...filedBy} /> }]),
    { term: 'Tenant', value: `${tenant.product.name}, ${tenantLabel(tenant)}` },
    { term: 'Filed', value: <RelativeTime at={request.submittedAt} /> },
    ...(isOpen(request.state)
      ? [
          {
            term: 'Waits',
            value: <Waits request={request} state={request.state} ends={clock?.lapsesAt ?? null} />,
          },
          { term: 'Because', value: <Reasons reasons={request.reasons} /> },
          ...(clock ? clockFacts(clock, request) : []),
        ]
      : []),
    { term: 'Held by', value: assignee ? <PersonName {...assignee} /> : 'Nobody' },
    ...(request.events.some(({ kind }) => kind === 'amended')
      ? [{ term: 'Version', value: `${request.version}, amended` }]
      : []),
    ...(sandbox
      ? [
          {
            term: 'Sandbox',
            value: (
              <>
                <SandboxLink sandbox={sandbox} />
                {sandbox.destruction && (
                  <DestructionLink id={sandbox.destruction.id}>Certificate of destruction</DestructionLink>
                )}
              </>
            ),
          },
        ]
      : []),
  ];
  return <DefinitionList facts={facts} />;
}

function SandboxLink({ sandbox }: { sandbox: { slug: string; state: SandboxState } }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      <SandboxNameLink slug={sandbox.slug} state={sandbox.state} />
      <SandboxStateDot state={sandbox.state} />
    </span>
  );
}

/** For whom it waits, since when, and when it ends if nobody does anything. */
function Waits({ request, state, ends }: { request: RequestDetail; state: WaitingState; ends: Date | null }) {
  return (
    <>
      For {awaitedLabels[state]}, since <RelativeTime at={request.waitsSince} />
      {ends && (
        <>
          ; it lapses <RelativeTime at={ends} />
        </>
      )}
    </>
  );
}

/** Where it stands among those that wait, and how long the house usually takes, as far as that can be told. */
function clockFacts({ place, times }: RequestClock, { kind, shape }: RequestDetail): Fact[] {
  const what = `${requestKinds[kind].label ?? shapeLabels[shape].title}`.toLowerCase();
  const usually = times
    ? `Of the last ${times.samples} decisions on the kind ${what}, half took the house at most ${formatElapsed(times.p50Ms)}, and nine of ten at most ${formatElapsed(times.p90Ms)}. Time that the customer had is not counted.`
    : `Fewer than ten requests of this kind (${what}) were decided here, which is too few to say.`;
  return [
    ...(place ? [{ term: 'Place', value: `${place.at} of ${place.of}, by how long they have waited.` }] : []),
    { term: 'Usually', value: usually },
  ];
}

/** Why it needs people, by subscription and contract as they stand now. */
function Reasons({ reasons }: Pick<RequestDetail, 'reasons'>) {
  if (reasons.length === 0)
    return 'It was outside the subscription when it was filed or amended; by now it fits.';
  return (
    <ul className="flex flex-col gap-1">
      {reasons.map(({ reason, text }) => (
        <li key={reason}>{text}</li>
      ))}
    </ul>
  );
}
