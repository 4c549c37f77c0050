import type { getPlan } from '@/lib/scrub-plans/get-plan';

/** A source with its plan, as the editor's page has it. */
export type PlanDetail = Awaited<ReturnType<(typeof getPlan)['run']>>;
export type PlanVersion = NonNullable<PlanDetail['plan']>;
export type EditorRow = PlanVersion['rows'][number];
