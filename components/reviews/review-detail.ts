import type { getReview } from '@/lib/reviews/get-review';

/** What a reviewer signs, as the request's page has it. */
export type ReviewDetail = Awaited<ReturnType<(typeof getReview)['run']>>;
export type ReviewManifest = NonNullable<ReviewDetail['manifest']>;
export type ReviewPlan = NonNullable<ReviewDetail['plan']>;
export type ReviewRow = ReviewPlan['rows'][number];
