import { dayText } from '../days';
import { isAboutLiving, type RequestKind, requestKinds } from './kinds/request-kind';
import type { LoadTest, Shape } from './request';

/**
 * Why a human has to agree to a request, and how that is told: by the form before it is filed, and to those who decide
 * after. One rule for all of them, so that a card never promises what the filing refuses.
 *
 * Safe in the browser: imports vocabulary alone.
 */

/** Why a person has to agree; none means that the request goes straight through. */
export type ApprovalReason = 'shape' | 'quota' | 'contract' | 'load_test' | 'features' | 'duration';

/** What of a request decides whether a human has to agree. */
export type ApprovalTerms = {
  /** What is about a living sandbox takes over its terms, so only its data, the contract and a place that it takes count. */
  kind?: RequestKind;
  shape: Shape;
  durationDays: number;
  features: readonly string[];
  loadTest?: LoadTest | null | undefined;
};

/** What the customer's subscription and contract allow, and how many sandboxes live now. */
export type SubscriptionTerms = {
  quota: number | null;
  living: number;
  maximumDays: number;
  contractDemandsReview: boolean;
};

/** Whether, and why, a human has to agree to this request; asked by the command as authority and by pages as a hint. */
export function approvalReasons(content: ApprovalTerms, terms: SubscriptionTerms): ApprovalReason[] {
  const reasons: ApprovalReason[] = [];
  if (content.shape === 'snapshot') reasons.push('shape');
  if (terms.contractDemandsReview) reasons.push('contract');
  const { kind = 'sandbox' } = content;
  if (!requestKinds[kind].makesSandbox) return reasons;
  if (terms.quota !== null && terms.living >= terms.quota) reasons.push('quota');
  if (content.durationDays > terms.maximumDays) reasons.push('duration');
  if (isAboutLiving(kind)) return reasons;
  if (content.loadTest) reasons.push('load_test');
  if (content.features.length > 0) reasons.push('features');
  return reasons;
}

/**
 * Who has a request once it is filed, and that nobody has to agree where it is approved. What is cloned from production was
 * agreed to by support when its sandbox was asked for, so that support is asked for the place in the quota and the stay alone.
 */
export function filedTo(
  kind: RequestKind,
  reasons: readonly ApprovalReason[],
): 'approved' | 'awaiting_support' | 'awaiting_compliance' {
  if (reasons.length === 0) return 'approved';
  const isForCompliance =
    kind === 'clone' && !reasons.some((each) => each === 'quota' || each === 'duration');
  return isForCompliance ? 'awaiting_compliance' : requestKinds[kind].goesTo;
}

/** Whether compliance has to sign after support approved. */
export function needsCompliance(reasons: readonly ApprovalReason[]): boolean {
  return reasons.includes('shape') || reasons.includes('contract');
}

/**
 * Whether a change of a living sandbox has to be signed: compliance signed what reaches whom and until when, since it came
 * from production or since the contract demands it.
 */
export function isChangeSigned(sandbox: { shape: Shape; contractDemandsReview: boolean }): boolean {
  const { shape, contractDemandsReview } = sandbox;
  return shape === 'snapshot' || contractDemandsReview;
}

/** A reason in as many words as a list has room for, and as a sentence. */
export type ReasonText = { reason: ApprovalReason; short: string; text: string };

/** The same reasons in words, with the figures that make each of them one. */
export function reasonTexts(content: ApprovalTerms, terms: SubscriptionTerms): ReasonText[] {
  return approvalReasons(content, terms).map((reason) => ({ reason, ...wordings[reason](content, terms) }));
}

const wordings: Record<
  ApprovalReason,
  (content: ApprovalTerms, terms: SubscriptionTerms) => Omit<ReasonText, 'reason'>
> = {
  shape: ({ kind = 'sandbox' }) => ({
    short: 'Production data',
    text: requestKinds[kind].isBuilt
      ? 'A copy of production data needs support and compliance.'
      : 'The sandbox came from production, so compliance signs for it.',
  }),
  contract: () => ({
    short: 'Contract',
    text: 'The contract asks for compliance’s signature on every sandbox.',
  }),
  quota: (_content, { living, quota }) => ({
    short: `Quota ${living} of ${quota}`,
    text: `The subscription’s quota of sandboxes is used up: ${living} of ${quota}.`,
  }),
  duration: ({ durationDays }, { maximumDays }) => ({
    short: `${durationDays} of ${maximumDays} days`,
    text: `It is longer than the subscription’s usual stay: ${durationDays} days, the subscription has ${maximumDays}.`,
  }),
  load_test: ({ loadTest }) => ({
    short: 'Load test',
    text: `A load test has to be fitted in with other tenants${loadTest ? describeTest(loadTest) : ''}.`,
  }),
  features: ({ features }) => ({
    short: features.length === 1 ? 'Early feature' : `${features.length} early features`,
    text: 'Early features are switched on by support.',
  }),
};

/** Nothing before the form knows when and how hard. */
function describeTest({ requestsPerSecond, from, until }: LoadTest): string {
  if (!from || !until) return '';
  const days = [from, until].map((day) => dayText(new Date(day)));
  const span = from === until ? days[0] : `${days[0]} to ${days[1]}`;
  return `: ${requestsPerSecond.toLocaleString('en')} requests a second, ${span}`;
}

/** Who has to agree, as a card says it beside its shape: "Nobody: it is inside your subscription." */
export function agreedBy(content: ApprovalTerms, terms: SubscriptionTerms): string {
  const reasons = approvalReasons(content, terms);
  if (reasons.length === 0) return 'Nobody, inside your subscription’s quota.';
  const kind = content.kind ?? 'sandbox';
  const isSigned = needsCompliance(reasons);
  const who = !isSigned
    ? 'Support'
    : filedTo(kind, reasons) === 'awaiting_compliance'
      ? 'Compliance'
      : 'Support, then compliance';
  const why = reasonTexts(content, terms)
    .filter(({ reason }) => reason === 'quota' || reason === 'contract')
    .map(({ text }) => text.replace(/\.$/, '').replace(/^The/, 'the'));
  if (content.shape === 'snapshot' && requestKinds[kind].isBuilt)
    return `${[`${who}, who sign for each column`, ...why].join('; ')}.`;
  return why.length > 0 ? `${who}: ${why.join('; ')}.` : `${who}.`;
}
