import { permissions } from '../../access/permissions';
import type { Prisma } from '../../db/generated/client';

/**
 * Signatures that count at a moment as far as they go by themselves: not void, not out of date, and by somebody who still
 * is with compliance. Whether one covers what would leave is for its manifest to say.
 */
export function standing(at: Date): Prisma.SignatureWhereInput {
  return {
    voidedAt: null,
    validUntil: { gt: at },
    signedBy: { disabledAt: null, role: { in: [...permissions['request:sign']] } },
  };
}

/** Why this person's signatures count no more, in words; null when they do. Pure. */
export function whyNotSigner({ disabledAt, role }: { disabledAt: Date | null; role: string }): string | null {
  if (disabledAt) return 'counts no more: that account is disabled';
  return permissions['request:sign'].some((each) => each === role)
    ? null
    : 'counts no more: that person is with compliance no more';
}
