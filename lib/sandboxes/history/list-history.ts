import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { cursorInput, type Order } from '../../command/keyset';
import { readPrismaPage } from '../../command/prisma-page';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import type { Prisma } from '../../db/generated/client';
import { findVisibleSandbox } from '../find-visible-sandbox';
import { isGone, type SandboxState } from '../sandbox';
import { type EventFacts, type LeadsTo, shownEvents, wordsOf } from './history-words';

/**
 * All that happened to a sandbox, latest first: who did what and when, and where to read on. Its source is the audit, to which
 * each command adds in the transaction of the change, so nothing is missing and nothing is told that did not happen. Events of
 * its requests and keys are among them. Customers see what is their organization's, without what is for the house alone.
 * Throws `not_found` for another organization's sandbox.
 */
export const listHistory = defineQuery({
  name: 'sandbox.list_history',
  input: z.object({ sandboxId: idInput, cursor: cursorInput }),
  allow: 'sandbox:read',
  run: async ({ input: { sandboxId, cursor }, actor }) => {
    const sandbox = await findVisibleSandbox(db(), actor, sandboxId);
    const subjects = await findSubjects(sandbox.id);
    const isHouse = actor.kind === 'person' && actor.role !== 'customer';
    const where = { event: { in: shownEvents(isHouse) }, OR: subjectsIn(subjects) };
    const page = await readPrismaPage(
      { order, cursor, where },
      {
        find: (slice) => db().auditEvent.findMany({ ...slice, select: eventColumns }),
        count: (counted) => db().auditEvent.count(counted),
      },
    );
    const known = { ...subjects, ...(await findNamed(page.rows)) };
    return { ...page, rows: page.rows.map((event) => toRow(event, known, sandbox)) };
  },
});

const order: Order<{ seq: bigint }> = {
  name: 'history',
  descends: true,
  keys: [{ path: 'seq', kind: 'count', of: (row) => row.seq }],
};

const eventColumns = {
  seq: true,
  at: true,
  actorName: true,
  actorId: true,
  event: true,
  subjectType: true,
  subjectId: true,
  details: true,
} satisfies Prisma.AuditEventSelect;
type EventRow = Prisma.AuditEventGetPayload<{ select: typeof eventColumns }>;

/** The requests that asked for the sandbox or for a change of it, and its keys. */
async function findSubjects(sandboxId: string) {
  const { requestId } = await db().sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { requestId: true },
  });
  const [requests, keys] = await Promise.all([
    db().request.findMany({
      where: { OR: [{ id: requestId }, { concernsId: sandboxId }] },
      select: { id: true, number: true, kind: true, concernsId: true, sandbox: { select: { id: true } } },
    }),
    db().apiKey.findMany({ where: { sandboxId }, select: { id: true, label: true } }),
  ]);
  const asClone = requests.find(({ kind, sandbox }) => kind === 'clone' && sandbox?.id === sandboxId);
  return { sandboxId, asClone, requests: byId(requests), keys: byId(keys) };
}

/** A clone was asked for on the sandbox that it was made from. */
function subjectsIn({ sandboxId, asClone, requests, keys }: Awaited<ReturnType<typeof findSubjects>>) {
  const cloned = asClone?.concernsId && {
    subjectType: 'sandbox',
    subjectId: asClone.concernsId,
    event: 'sandbox.clone_requested',
    details: { path: ['requestId'], equals: asClone.id },
  };
  return [
    ...(cloned ? [cloned] : []),
    { subjectType: 'sandbox', subjectId: sandboxId },
    { subjectType: 'request', subjectId: { in: [...requests.keys()] } },
    { subjectType: 'api_key', subjectId: { in: [...keys.keys()] } },
  ];
}

/** Copies and people that these events name by their ids. */
async function findNamed(events: readonly EventRow[]) {
  const idsOf = (name: string) => events.flatMap(({ details }) => text(recordOf(details)[name]) ?? []);
  const [copies, people] = await Promise.all([
    db().sandboxCopy.findMany({
      where: { id: { in: idsOf('copyId') } },
      select: { id: true, origin: true, handOver: true },
    }),
    db().sandboxPerson.findMany({
      where: { id: { in: idsOf('personId') } },
      select: { id: true, name: true },
    }),
  ]);
  return { copies: byId(copies), people: byId(people) };
}

type Known = Awaited<ReturnType<typeof findSubjects>> & Awaited<ReturnType<typeof findNamed>>;

type Place = { slug: string; state: SandboxState };

function toRow(event: EventRow, known: Known, sandbox: Place) {
  const details = recordOf(event.details);
  const of = <Row>(rows: ReadonlyMap<string, Row>, id: string | null) => (id && rows.get(id)) || null;
  const requestId = event.subjectType === 'request' ? event.subjectId : text(details.requestId);
  const request = of(known.requests, requestId);
  const facts: EventFacts = {
    details,
    request,
    copy: of(known.copies, text(details.copyId)),
    person: of(known.people, text(details.personId))?.name ?? null,
    key: of(known.keys, event.subjectId)?.label ?? null,
  };
  const said = wordsOf(event.event);
  const words = said?.words ?? event.event;
  return {
    seq: Number(event.seq),
    at: event.at,
    event: event.event,
    /** Null for the desk itself. */
    by: event.actorId ? event.actorName : null,
    words: typeof words === 'string' ? words : words(facts),
    /** The reason that whoever did it gave. */
    reason: event.actorId ? text(details.reason) : null,
    link: linkOf(said?.leadsTo, { ...sandbox, request, details }),
  };
}

function linkOf(
  leadsTo: LeadsTo | undefined,
  {
    slug,
    state,
    request,
    details,
  }: Place & { request: { id: string; number: number } | null; details: EventFacts['details'] },
): { href: string; text: string } | null {
  const [copyId, certificateId] = [text(details.copyId), text(details.certificateId)];
  switch (leadsTo) {
    case 'request':
      return request && { href: `/requests/${request.id}`, text: `Request #${request.number}` };
    case 'end':
      return isGone(state) ? null : { href: `/s/${slug}/end`, text: 'Its end' };
    case 'proof':
      return copyId && details.certificate
        ? { href: `/s/${slug}/certificate?copy=${copyId}`, text: 'Its proof' }
        : null;
    case 'destruction':
      return certificateId
        ? { href: `/certificates/destruction/${certificateId}`, text: 'Certificate of destruction' }
        : null;
    default:
      return null;
  }
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

const recordOf = (details: unknown) =>
  (typeof details === 'object' && details !== null ? details : {}) as EventFacts['details'];

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
