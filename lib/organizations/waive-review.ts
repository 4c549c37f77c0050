import { z } from 'zod';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { amendContract } from './amend-contract';
import { amendmentEvents } from './find-last-amendment';
import { reason } from './organization';

/**
 * From now on compliance signs only this organization's snapshots. For compliance alone: whoever approves requests must
 * not be able to take the second signature away first. Requests that wait for the signature go on waiting for it. Throws
 * `not_found`, and `state_conflict` (naming who was faster) where the contract does not demand it.
 */
export const waiveReview = defineCommand({
  name: 'organization.waive_review',
  input: z.strictObject({ organizationId: idInput, reason }),
  allow: 'organization:waive_review',
  run: ({ input, tx }) => amendContract(tx, input.organizationId, 'waived'),
  audit: ({ input, result: { organizationId, ...reached } }) => ({
    event: amendmentEvents.waived,
    subject: { type: 'organization', id: organizationId },
    organizationId,
    details: { reason: input.reason, ...reached },
  }),
});
