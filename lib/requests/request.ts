import { z } from 'zod';
import { textInput } from '../command/text-input';
import { configurationParts } from '../products/product';
import { type RequestKind, requestKinds } from './kinds/request-kind';

/**
 * The vocabulary of requests: what a customer asks for, the states it passes and who may move it.
 *
 * A request is filed to support. Support asks (the ball is with the customer until an answer or an amendment brings it
 * back), declines, or approves; where the shape or the contract demands it, an approval goes on to compliance, who
 * signs (twice, by two people, where something sensitive is kept), returns or refuses. An amendment voids whatever was approved before and goes back to support. Declined and
 * withdrawn are ends; approved is one too, once the sandbox is being built.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

export const requestStates = [
  'awaiting_support',
  'awaiting_customer',
  'awaiting_compliance',
  'approved',
  'declined',
  'withdrawn',
] as const;
export type RequestState = (typeof requestStates)[number];

/** From each state, where it may go. `moveRequest` accepts no other pair. */
export const requestTransitions = {
  awaiting_support: ['awaiting_customer', 'awaiting_compliance', 'approved', 'declined', 'withdrawn'],
  awaiting_customer: ['awaiting_support', 'awaiting_compliance', 'declined', 'withdrawn'],
  awaiting_compliance: [
    'awaiting_compliance',
    'awaiting_support',
    'awaiting_customer',
    'approved',
    'declined',
    'withdrawn',
  ],
  approved: ['awaiting_support', 'awaiting_compliance', 'withdrawn'],
  declined: [],
  withdrawn: [],
} as const satisfies Record<RequestState, readonly RequestState[]>;

export const requestStateLabels: Record<RequestState, string> = {
  awaiting_support: 'Waiting for support',
  awaiting_customer: 'Waiting for the customer',
  awaiting_compliance: 'Waiting for compliance',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};

/** Why a request cannot be changed any more, in words; null when it can. */
export function whyNotAmend(request: { kind: RequestKind; state: RequestState }): string | null {
  const { whyNotAmend: never } = requestKinds[request.kind];
  if (never !== null) return never;
  return requestTransitions[request.state].length === 0
    ? 'It has ended; file another request instead.'
    : null;
}

export const shapes = ['blank', 'seeded', 'snapshot'] as const;
export type Shape = (typeof shapes)[number];

export const shapeLabels: Record<Shape, { title: string; contains: string }> = {
  blank: {
    title: 'Blank',
    contains: 'Your product’s structure and its reference rows (units, roles, modules). No tenant data.',
  },
  seeded: {
    title: 'Seeded',
    contains: 'A versioned set of example parts, bills of materials and procedures: the same rows each time.',
  },
  snapshot: {
    title: 'Scrubbed snapshot',
    contains: 'Your production tenant at one point in time, every sensitive column masked on the way out.',
  },
};

/** What is offered to ask for today. */
export const offeredShapes = ['blank', 'seeded', 'snapshot'] as const satisfies readonly Shape[];

const line = (what: string, most: number) => textInput(`Say ${what}.`, { most });

const paragraph = (what: string) => line(what, 4_000);

/** Names that a URL, a person and a path of ours can tell apart. */
export const slug = z
  .string({ error: 'Choose a name.' })
  .trim()
  .toLowerCase()
  .min(3, 'A name has at least 3 characters.')
  .max(40, 'A name has at most 40 characters.')
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'Use lower-case letters, digits and single hyphens, starting with a letter.',
  );

export const personKinds = ['person', 'service_account'] as const;

/** Somebody, or some program, that gets in. People are named by mail, service accounts by a name. */
export const requestPerson = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    email: z
      .string()
      .trim()
      .toLowerCase()
      .pipe(z.email('Write a mail address such as ada@example.com.').max(254)),
    reason: line('why this person needs access', 300),
  }),
  z.strictObject({
    kind: z.literal('service_account'),
    name: line('what the service account is called', 80),
    reason: line('what the service account does', 300),
  }),
]);
export type RequestPerson = z.infer<typeof requestPerson>;

/** As many as one page can show and one reviewer can read; larger groups get a service account or a second request. */
export const mostPeople = 200;

const people = z
  .array(requestPerson, { error: 'Name who gets in.' })
  .min(1, 'Name at least one person or service account.')
  .max(mostPeople, `Name at most ${mostPeople}; put programs behind one service account.`)
  .refine((list) => new Set(list.map(personKey)).size === list.length, 'Someone is named twice.');

/** The mail of a person, the name of a service account. */
export function personKey(person: RequestPerson): string {
  return person.kind === 'person' ? person.email : person.name.toLowerCase();
}

export const loadTest = z
  .strictObject({
    requestsPerSecond: z.coerce.number().int().min(1, 'At least 1.').max(10_000, 'At most 10,000 a second.'),
    from: z.iso.date('Choose a day.'),
    until: z.iso.date('Choose a day.'),
  })
  .refine((test) => test.from <= test.until, {
    path: ['until'],
    message: 'It must not end before it begins.',
  });
export type LoadTest = z.infer<typeof loadTest>;

/** Early-access features that may be asked for; what each does is the product's business. */
export const earlyFeatures = ['bulk_import', 'event_stream', 'graph_queries'] as const;

/** Longest stay that can be asked for; the subscription may allow less. */
export const mostDays = 365;

const optionalDate = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.iso.date('Choose a day.').optional(),
);

/** What the form collects: the same schema on the page and in the command. */
export const requestContent = z.strictObject({
  integration: line('which integration you are building', 120),
  purpose: paragraph('what it will do with the sandbox'),
  people,
  shape: z.enum(offeredShapes, { error: 'Choose what the sandbox starts with.' }),
  seedSetName: z.preprocess((value) => (value === '' ? undefined : value), z.string().max(31).optional()),
  configuration: z.array(z.enum(configurationParts)).default([]),
  slug,
  durationDays: z.coerce
    .number({ error: 'Say for how many days.' })
    .int('Whole days only.')
    .min(1, 'At least one day.')
    .max(mostDays, `At most ${mostDays} days.`),
  startsOn: optionalDate,
  loadTest: loadTest.optional(),
  features: z.array(z.enum(earlyFeatures)).default([]),
});
export type RequestContent = z.infer<typeof requestContent>;

/** What stands in the timeline. */
export const requestEventKinds = [
  'submitted',
  'passed_without_review',
  'held',
  'released',
  'asked',
  'answered',
  'amended',
  'approved',
  'sent_to_compliance',
  'signed',
  'returned',
  'reopened',
  'repeated',
  'escalated',
  'lapsed',
  'declined',
  'withdrawn',
  'person_added',
  'person_removed',
  'renamed',
] as const;
export type RequestEventKind = (typeof requestEventKinds)[number];

/** Turns that tell of the sandbox that came of a request, and move nothing of the request. */
export const sandboxEventKinds = [
  'person_added',
  'person_removed',
  'renamed',
] as const satisfies readonly RequestEventKind[];

export const requestEventLabels: Record<RequestEventKind, string> = {
  submitted: 'filed the request',
  passed_without_review: 'passed it without review: it is inside the subscription',
  held: 'took it',
  released: 'put it back',
  asked: 'asked',
  answered: 'answered',
  amended: 'amended the request',
  approved: 'approved',
  sent_to_compliance: 'approved and sent it to compliance',
  signed: 'signed',
  returned: 'returned it with questions',
  reopened: 'put it before compliance again',
  escalated: 'told more people that it waits',
  lapsed: 'let it lapse',
  repeated: 'began another build under its signatures',
  declined: 'declined',
  withdrawn: 'withdrew the request',
  person_added: 'added people to the sandbox',
  person_removed: 'removed somebody from the sandbox',
  renamed: 'renamed the sandbox',
};

/** States in which a request waits for somebody, of the house or of the customer. */
export const openStates = [
  'awaiting_support',
  'awaiting_customer',
  'awaiting_compliance',
] as const satisfies readonly RequestState[];

/** Whether the request waits for somebody. */
export function isOpen(state: RequestState): state is (typeof openStates)[number] {
  return openStates.some((open) => open === state);
}

/** `acme-sb`: the name proposed for a tenant's sandbox. */
export function proposedSlug(tenantSlug: string): string {
  return `${tenantSlug}-sb`.slice(0, 40);
}

/** Mail addresses out of pasted text (commas, semicolons, line ends, `Name <mail>`), lower-case, each once, in order. */
export function splitMails(text: string): string[] {
  const words = text.split(/[\s<>,;"'()]+/);
  return [...new Set(words.filter((word) => /^[^@]+@[^@]+$/.test(word)).map((mail) => mail.toLowerCase()))];
}

/** A note that goes with a turn of the conversation. */
export const remark = paragraph('what you want to say');
export const reason = paragraph('why');
