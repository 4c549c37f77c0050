import type { z } from 'zod';
import type { PersonActor } from '@/lib/access/actor';
import { getActivity } from '@/lib/activity/get-activity';
import { listAuditEvents } from '@/lib/audit/list-events';
import { ask, type Query } from '@/lib/command/query';
import { getEnd } from '@/lib/ends/get-end';
import { getSweepStop } from '@/lib/ends/sweep/get-sweep-stop';
import { listComingEnds } from '@/lib/fleet/list-coming-ends';
import { listFleet } from '@/lib/fleet/list-fleet';
import { countUnreadNotices } from '@/lib/notices/count-unread-notices';
import { listNotices } from '@/lib/notices/list-notices';
import { listOrganizationNames } from '@/lib/organizations/list-organization-names';
import { listOrganizations } from '@/lib/organizations/list-organizations';
import { getPerson } from '@/lib/people/get-person';
import { listPeople } from '@/lib/people/list-people';
import { getFilingStop } from '@/lib/requests/filing/get-filing-stop';
import { getFilingOptions } from '@/lib/requests/get-filing-options';
import { getRequest } from '@/lib/requests/get-request';
import { listRequests } from '@/lib/requests/list-requests';
import { getClock } from '@/lib/reviews/clock/get-clock';
import { getReview } from '@/lib/reviews/get-review';
import { listQueue } from '@/lib/reviews/list-queue';
import { getCopies } from '@/lib/sandboxes/copies/get-copies';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { listHistory } from '@/lib/sandboxes/history/list-history';
import { listSandboxes } from '@/lib/sandboxes/list-sandboxes';
import { listPlans } from '@/lib/scrub-plans/list-plans';
import type { House } from './house';

/** One page, and what it asks while the server makes it. */
export type DeskPage = { name: string; load: () => Promise<unknown> };

/** The pages of the desk, as their readers open them. */
export function deskPages({ people, sample }: House): DeskPage[] {
  const { customer, support, compliance, admin } = people;
  const { sandboxId, slug, requestId, waitingId } = sample;
  return [
    page('/ (customer)', customer, [listSandboxes, {}], [listRequests, {}], [getFilingStop, {}]),
    page('/queue', support, [listQueue, {}]),
    page('/queue?text=…', support, [listQueue, { text: 'Integration 77' }]),
    page('/queue (compliance)', compliance, [listQueue, {}]),
    page('/requests', support, [listRequests, {}]),
    page('/requests (customer)', customer, [listRequests, {}]),
    page('/requests?state=…', support, [listRequests, { state: 'declined' }]),
    page('/requests?text=#…', support, [listRequests, { text: '#4711' }]),
    page('/requests?text=…', support, [listRequests, { text: 'Integration 77' }]),
    page('/requests/…', customer, [getRequest, { id: requestId }], [getClock, { requestId }]),
    page(
      '/requests/… (waiting)',
      support,
      [getRequest, { id: waitingId }],
      [getReview, { requestId: waitingId }],
      [getClock, { requestId: waitingId }],
    ),
    page('/requests/new', customer, [getFilingStop, {}], [getFilingOptions, {}]),
    page('/requests/new (support)', support, [getFilingStop, {}], [getFilingOptions, { text: 'Customer 7' }]),
    page('/sandboxes', support, [listSandboxes, {}], [getSweepStop, {}]),
    page('/sandboxes (customer)', customer, [listSandboxes, {}]),
    page('/sandboxes?state=destroyed', support, [listSandboxes, { state: 'destroyed' }], [getSweepStop, {}]),
    page('/sandboxes?text=…', support, [listSandboxes, { text: 'box-77' }], [getSweepStop, {}]),
    page(
      '/s/…',
      customer,
      [getSandbox, { slug }],
      [getEnd, { sandboxId }],
      [getActivity, { sandboxId }],
      [getCopies, { sandboxId }],
    ),
    page('/s/…/history', support, [getSandbox, { slug }], [listHistory, { sandboxId }]),
    page('/fleet', support, [listFleet, {}], [listComingEnds, {}]),
    page('/plans', support, [listPlans, {}]),
    page('/organizations', support, [listOrganizations, {}]),
    page('/organizations?text=…', support, [listOrganizations, { text: 'Customer 77' }]),
    page('/people', admin, [listPeople, {}], [listOrganizationNames, {}]),
    page('/people?text=…', admin, [listPeople, { text: 'Person 77' }], [listOrganizationNames, {}]),
    page('/people/…', admin, [getPerson, { personId: customer.id }]),
    page('/audit', support, [listAuditEvents, {}]),
    page('/audit?event=…', support, [listAuditEvents, { event: 'sandbox.' }]),
    page('/audit?person=…', support, [listAuditEvents, { person: 'Person 77' }]),
    page('/audit?subject=…', support, [listAuditEvents, { subject: requestId }]),
    page('/notices', support, [listNotices, {}]),
  ];
}

type Asked = readonly [query: Query<z.ZodType, unknown>, input: Record<string, unknown>];

/** The page's own questions, one after the other, and the bell that stands on each. */
function page(name: string, actor: PersonActor, ...asked: readonly Asked[]): DeskPage {
  return {
    name,
    load: async () => {
      await ask(countUnreadNotices, {}, actor);
      for (const [query, input] of asked) await ask(query, input, actor);
    },
  };
}
