import type { Prisma } from '../db/generated/client';
import { openStates } from '../requests/request';

/** The undecided requests that this person holds, as a where-clause: what nobody works on once they are disabled. */
export function requestsHeldBy(personId: string): Prisma.RequestWhereInput {
  return {
    assigneeId: personId,
    state: { in: [...openStates] },
  };
}
