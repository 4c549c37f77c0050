import { z } from 'zod';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { amendContract } from './amend-contract';
import { amendmentEvents } from './find-last-amendment';
import { reason } from './organization';

/**
 * From now on compliance signs every sandbox of this organization, whatever its shape. Reaches each request that support
 * has yet to approve, those filed before included; what is approved, and what is built, stays. Throws `not_found`, and
 * `state_conflict` (naming who was faster) where the contract demands it already.
 */
export const demandReview = defineCommand({
  name: 'organization.demand_review',
  input: z.strictObject({ organizationId: idInput, reason }),
  allow: 'organization:demand_review',
  run: ({ input, tx }) => amendContract(tx, input.organizationId, 'demanded'),
  audit: ({ input, result: { organizationId, ...reached } }) => ({
    event: amendmentEvents.demanded,
    subject: { type: 'organization', id: organizationId },
    organizationId,
    details: { reason: input.reason, ...reached },
  }),
});
