import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { remark } from '../requests/request';
import { decide } from './decide';
import { decisionAudit, decisionInput } from './decision-input';

/** Support asks the customer something; the ball, and the clock, are with the customer until they answer. */
export const askQuestion = defineCommand({
  name: 'request.ask',
  input: decisionInput.extend({ question: remark }),
  allow: 'request:decide',
  run: (context) =>
    decide(context, {
      as: 'support',
      move: { from: 'awaiting_support', to: 'awaiting_customer' },
      kind: 'asked',
      text: context.input.question,
      columns: { assigneeId: requirePerson(context.actor).id },
      headline: 'support asks',
    }),
  audit: ({ input, result }) => decisionAudit('request.asked', input, result),
});
