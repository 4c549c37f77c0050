import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { KnownError } from '../errors';
import { reason } from '../requests/request';
import { startApproved } from '../requests/start-approved';
import { decide } from './decide';
import { decisionAudit, decisionInput } from './decision-input';
import { freshForMinutes, isFresh } from './review';

/**
 * Compliance signs what support approved; the build is queued in the same transaction. The signer proved their identity
 * within the last minutes and is a third human beside requester and approver.
 */
export const signRequest = defineCommand({
  name: 'request.sign',
  input: decisionInput.extend({ reason }),
  allow: 'request:sign',
  run: async (context) => {
    const { input, actor, now } = context;
    if (!isFresh(requirePerson(actor), now))
      throw new KnownError(
        'reauthentication_required',
        `A signature needs a sign-in within the last ${freshForMinutes} minutes. Sign in again, then sign.`,
      );
    const decision = await decide(context, {
      as: 'compliance',
      move: { from: 'awaiting_compliance', to: 'approved' },
      kind: 'signed',
      text: input.reason,
      headline: 'signed by compliance, now being built',
    });
    await startApproved(context, input.requestId);
    return decision;
  },
  audit: ({ input, result }) => decisionAudit('request.signed', input, result),
});
