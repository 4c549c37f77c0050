import type { Tx } from '../../db/transaction';
import type { Policy } from '../../policies/policy';
import { openStates } from '../../requests/request';
import { lapsesAt } from './patience';

/** Requests that are read together. */
const pageSize = 1_000;

/** A request that another policy ends on another day. */
export type Lapse = { requestId: string; number: number; before: Date; after: Date };

/** Every open request that ends by itself on another day under the one policy than under the other, the soonest under the new one first. */
export async function findLapses(tx: Tx, inForce: Policy, proposed: Policy): Promise<Lapse[]> {
  const lapses: Lapse[] = [];
  for (let last = ''; ; ) {
    const page = await tx.request.findMany({
      where: { state: { in: [...openStates] }, id: { gt: last } },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: {
        id: true,
        number: true,
        state: true,
        waitsSince: true,
        startsOn: true,
        remindedAt: true,
        escalatedAt: true,
      },
    });
    for (const { id, number, ...request } of page) {
      const [before, after] = [lapsesAt(request, inForce), lapsesAt(request, proposed)];
      if (before && after && dayOf(before) !== dayOf(after))
        lapses.push({ requestId: id, number, before, after });
    }
    last = page.at(-1)?.id ?? '';
    if (page.length < pageSize) break;
  }
  return lapses.sort(
    (one, other) => one.after.getTime() - other.after.getTime() || one.number - other.number,
  );
}

/** Days, since a fresh policy moves what is due by the minute in which it is looked at. */
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** What stands for a list of them in a hash. */
export const lapseDays = ({ requestId, before, after }: Lapse) => [requestId, dayOf(before), dayOf(after)];
