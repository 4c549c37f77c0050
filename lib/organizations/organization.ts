import { textInput } from '../command/text-input';

/**
 * The vocabulary of organizations, the software company's customers. One part of a contract is kept here: whether it
 * demands compliance's signature for every shape of sandbox, or leaves blank and seeded ones to support and the subscription. A
 * copy of production needs the signature under any contract.
 *
 * Safe in the browser: imports zod and vocabulary alone.
 */

export const reviewTerms = ['demanded', 'not_demanded'] as const;
export type ReviewTerm = (typeof reviewTerms)[number];

/** What compliance does under each, short enough for a cell beside the word Compliance. */
export const reviewTermLabels: Record<ReviewTerm, string> = {
  demanded: 'Signs every sandbox',
  not_demanded: 'Signs only snapshots',
};

/** What the contract demands, as a word. */
export function reviewTermOf(organization: { contractDemandsReview: boolean }): ReviewTerm {
  return organization.contractDemandsReview ? 'demanded' : 'not_demanded';
}

/** Why a contract's terms change: which clause or agreement says so, for whoever asks years later. */
export const reason = textInput('Say which agreement this follows.', {
  least: 10,
  most: 500,
  tooShort: 'Say which agreement this follows, in at least 10 characters.',
});
