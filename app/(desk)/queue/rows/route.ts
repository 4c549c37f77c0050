import { toRoute } from '@/lib/command/http/to-route';
import { listQueue } from '@/lib/reviews/list-queue';

/** The queue's rows again, for a page that stays open. */
export const GET = toRoute(listQueue);
