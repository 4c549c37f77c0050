import type { CommandContext } from '../command/command';
import type { Tx } from '../db/transaction';
import { notify } from '../notices/notify';
import { reasonTexts } from './approval';
import { peopleOfRole } from './people-of-role';
import { loadTest } from './request';
import { subscriptionTermsSelect, toSubscriptionTerms } from './subscription-terms';

/** As many of a role as are told of one request; a larger house looks at its queue. */
const mostTold = 50;

/** Whoever has left so many notices of the last hour unread is told no more: the queue lists the rest. */
const mostUnread = 20;
const hourMs = 3_600_000;

/**
 * Tells those of the house for whom a request waits from now on: whoever holds it, or support; compliance where a
 * signature is missing. Each human is told once, and nobody who asked, filed, approved, signed or has just acted, since
 * none of them may take the turn. Call it after the move, in its transaction. Tells nobody where the request waits for
 * the customer or for no one.
 */
export async function tellAwaited(
  { actor, tx, now, enqueue }: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  requestId: string,
): Promise<void> {
  const request = await findRequest(tx, requestId);
  const turn = turns[request.state];
  if (!turn) return;
  const involved = new Set([
    ...(actor.kind === 'person' ? [actor.humanId] : []),
    request.requester.humanId,
    request.filedBy.humanId,
    ...request.signatures.map(({ signedBy }) => signedBy.humanId),
    ...(turn.role === 'compliance' && request.decidedBy ? [request.decidedBy.humanId] : []),
  ]);
  const holder = turn.role === 'support' ? request.assignee : null;
  const awaited = holder ? [holder] : await peopleOfRole(tx, [turn.role]);
  const humans = new Map(
    awaited.filter(({ humanId }) => !involved.has(humanId)).map(({ humanId, id }) => [humanId, id]),
  );
  await notify(tx, enqueue, {
    kind: 'act',
    to: await withoutFlooded(tx, [...humans.values()].slice(0, mostTold), now),
    subject: `Request #${request.number} ${turn.waits}`,
    text: describe(request),
    href: `/requests/${request.id}`,
  });
}

const turns: Partial<Record<string, { role: 'support' | 'compliance'; waits: string }>> = {
  awaiting_support: { role: 'support', waits: 'waits for support' },
  awaiting_compliance: { role: 'compliance', waits: 'waits for compliance’s signature' },
};

const human = { select: { id: true, humanId: true } };

async function findRequest(tx: Tx, id: string) {
  return tx.request.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      kind: true,
      number: true,
      state: true,
      integration: true,
      shape: true,
      durationDays: true,
      features: true,
      loadTest: true,
      organization: { select: { name: true, ...subscriptionTermsSelect } },
      requester: human,
      filedBy: human,
      decidedBy: human,
      assignee: human,
      signatures: { where: { voidedAt: null }, select: { signedBy: human } },
    },
  });
}

/** "Acme: MES connector. Because of: Production data, Quota 1 of 1." */
function describe(request: Awaited<ReturnType<typeof findRequest>>): string {
  const { organization, integration, loadTest: test } = request;
  const content = { ...request, loadTest: test === null ? null : loadTest.parse(test) };
  const reasons = reasonTexts(content, toSubscriptionTerms(organization)).map(({ short }) => short);
  const because = reasons.length > 0 ? `\nBecause of: ${reasons.join(', ')}.` : '';
  return `${organization.name}: ${integration}${because}`;
}

async function withoutFlooded(tx: Tx, personIds: string[], now: Date): Promise<string[]> {
  const unread = await tx.notice.groupBy({
    by: ['personId'],
    where: {
      personId: { in: personIds },
      readAt: null,
      createdAt: { gt: new Date(now.getTime() - hourMs) },
    },
    _count: true,
  });
  const flooded = new Set(
    unread.filter(({ _count }) => _count >= mostUnread).map(({ personId }) => personId),
  );
  return personIds.filter((id) => !flooded.has(id));
}
