import type { Role } from '../../access/actor';
import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import type { WaitDue } from '../../policies/patience';
import type { Policy } from '../../policies/policy';
import { peopleOfRole } from '../../requests/people-of-role';
import { isOpen } from '../../requests/request';
import { waitDue } from './patience';

/**
 * A request for which something is due that nobody did. Throws `state_conflict` when it is not due (any more): somebody
 * decided meanwhile, or it was done already.
 */
export async function findWaiting(
  tx: Tx,
  requestId: string,
  { due, policy, now }: { due: WaitDue; policy: Policy; now: Date },
) {
  const request = await tx.request.findUnique({
    where: { id: requestId },
    select: {
      id: true,
      number: true,
      version: true,
      state: true,
      organizationId: true,
      requesterId: true,
      filedById: true,
      assigneeId: true,
      decidedById: true,
      waitsSince: true,
      startsOn: true,
      remindedAt: true,
      escalatedAt: true,
    },
  });
  if (!request || !isOpen(request.state) || waitDue(request, policy, now) !== due) throw notDue();
  return { ...request, state: request.state };
}

const notDue = () => conflict('It does not wait for that any more.');

/** Remembers that it was done. Of two that do it at once, or beside a decision, one throws `state_conflict`. */
export async function markWaiting(
  tx: Tx,
  { id, state, waitsSince, remindedAt, escalatedAt }: Awaited<ReturnType<typeof findWaiting>>,
  done: { remindedAt: Date; escalatedAt?: Date },
): Promise<void> {
  const guard = { id, state, waitsSince, remindedAt, escalatedAt };
  const { count } = await tx.request.updateMany({ where: guard, data: done });
  if (count === 0) throw notDue();
}

type Concerned = Pick<
  Awaited<ReturnType<typeof findWaiting>>,
  'state' | 'organizationId' | 'requesterId' | 'filedById' | 'assigneeId' | 'decidedById'
>;

/**
 * For whom a request waits: whoever holds it, or everybody of the role. Where those who asked may sign in no more, their
 * colleagues, who may answer in their place, and the house, which names a successor.
 */
export async function findAwaited(tx: Tx, request: Concerned): Promise<string[]> {
  const { state, requesterId, filedById, assigneeId } = request;
  if (state === 'awaiting_customer') {
    const asked = await enabledOf(tx, [requesterId, filedById]);
    if (asked.includes(requesterId)) return asked;
    return [...asked, ...(await colleaguesOf(tx, request)), ...(await askersOf(tx, request))];
  }
  if (state === 'awaiting_compliance') return peopleOf(tx, ['compliance']);
  const holder = await enabledOf(tx, [assigneeId]);
  return holder.length > 0 ? holder : peopleOf(tx, ['support']);
}

/** Who is told besides when that did not help: who asked or approved, all of the role, and the administrators. */
export async function findAbove(tx: Tx, request: Concerned): Promise<string[]> {
  if (request.state === 'awaiting_customer') return askersOf(tx, request);
  const above: Role[] = request.state === 'awaiting_support' ? ['support', 'admin'] : ['compliance', 'admin'];
  const involved = await enabledOf(tx, [request.assigneeId, request.decidedById]);
  return [...involved, ...(await peopleOf(tx, above))];
}

/** Those of the house who asked the customer; all of support where they may sign in no more. */
async function askersOf(tx: Tx, { assigneeId, decidedById }: Concerned): Promise<string[]> {
  const involved = await enabledOf(tx, [assigneeId, decidedById]);
  return involved.length > 0 ? involved : peopleOf(tx, ['support']);
}

async function colleaguesOf(tx: Tx, { organizationId }: Concerned): Promise<string[]> {
  const people = await tx.person.findMany({
    where: { organizationId, role: 'customer', disabledAt: null },
    select: { id: true },
  });
  return people.map(({ id }) => id);
}

/** Those of them who may sign in: nobody else can do what a request waits for. */
export async function enabledOf(tx: Tx, ids: readonly (string | null)[]): Promise<string[]> {
  const named = ids.filter((id) => id !== null);
  const people = await tx.person.findMany({
    where: { id: { in: named }, disabledAt: null },
    select: { id: true },
  });
  return people.map(({ id }) => id);
}

async function peopleOf(tx: Tx, roles: Role[]): Promise<string[]> {
  return (await peopleOfRole(tx, roles)).map(({ id }) => id);
}
