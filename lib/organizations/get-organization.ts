import { z } from 'zod';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { counted } from '../sandboxes/counted';
import { countAffectedRequests } from './count-affected-requests';
import { findLastAmendment } from './find-last-amendment';

/**
 * One organization, what its contract demands and who changed that last, and what another change would reach: requests
 * that support has yet to approve, those that wait for the signature, and living sandboxes, which no change touches.
 * Throws `not_found`.
 */
export const getOrganization = defineQuery({
  name: 'organization.get',
  input: z.object({ organizationId: idInput }),
  allow: 'organization:read',
  run: async ({ input: { organizationId: id } }) => {
    const found = await db().organization.findUnique({
      where: { id },
      select: {
        id: true,
        name: true,
        contractDemandsReview: true,
        zone: true,
        createdAt: true,
        subscription: { select: { name: true, sandboxQuota: true, maximumDays: true } },
        _count: {
          select: {
            people: { where: { disabledAt: null } },
            sandboxes: { where: counted },
          },
        },
      },
    });
    if (!found) throw notFound('organization');
    const { _count, ...organization } = found;
    const [affected, last] = await Promise.all([
      countAffectedRequests(db(), id),
      findLastAmendment(db(), id),
    ]);
    const lastAmendment = last && {
      at: last.at,
      by: last.actorName,
      reason: z.object({ reason: z.string() }).parse(last.details).reason,
    };
    return {
      ...organization,
      people: _count.people,
      lastAmendment,
      impact: { ...affected, sandboxes: _count.sandboxes },
    };
  },
});
