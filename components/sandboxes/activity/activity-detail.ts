import type { getActivity } from '@/lib/activity/get-activity';

export type ActivityDetail = Awaited<ReturnType<(typeof getActivity)['run']>>;
export type ActivityDay = ActivityDetail['days'][number];
