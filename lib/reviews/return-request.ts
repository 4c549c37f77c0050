import { defineCommand } from '../command/command';
import { remark } from '../requests/request';
import { decide } from './decide';
import { decisionAudit, decisionInput } from './decision-input';

/** Compliance returns a request with questions; support's approval is void, and the customer answers first. */
export const returnRequest = defineCommand({
  name: 'request.return',
  input: decisionInput.extend({ question: remark }),
  allow: 'request:sign',
  run: (context) =>
    decide(context, {
      as: 'compliance',
      move: { from: 'awaiting_compliance', to: 'awaiting_customer' },
      kind: 'returned',
      text: context.input.question,
      columns: { decidedById: null, decidedAt: null },
      headline: 'compliance asks',
    }),
  audit: ({ input, result }) => decisionAudit('request.returned', input, result),
});
