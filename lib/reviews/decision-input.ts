import { z } from 'zod';
import { idInput } from '../command/id-input';

/** What every decision names: the request, and the version of it that the person was looking at. */
export const decisionInput = z.strictObject({
  requestId: idInput,
  version: z.coerce.number().int().positive(),
});

/** What every decision answers, and what its audit entry tells. */
export type Decision = { requestId: string; number: number; organizationId: string };

/** The audit entry of a decision: which request, in which version. */
export function decisionAudit(event: string, input: { version: number }, result: Decision) {
  return {
    event,
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
    details: { number: result.number, version: input.version },
  };
}
