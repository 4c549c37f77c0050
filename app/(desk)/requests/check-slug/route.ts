import { toRoute } from '@/lib/command/http/to-route';
import { checkSlug } from '@/lib/requests/slug/check-slug';

/** Asked by the form while a name is typed. */
export const GET = toRoute(checkSlug);
