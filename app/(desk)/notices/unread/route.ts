import { toRoute } from '@/lib/command/http/to-route';
import { countUnreadNotices } from '@/lib/notices/count-unread-notices';

export const GET = toRoute(countUnreadNotices);
