import type { Prisma } from '../db/generated/client';

/** The undecided requests that this person holds, as a where-clause: what nobody works on once they are disabled. */
export function requestsHeldBy(personId: string): Prisma.RequestWhereInput {
  return {
    assigneeId: personId,
    state: { in: ['awaiting_support', 'awaiting_customer', 'awaiting_compliance'] },
  };
}
