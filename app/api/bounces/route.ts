import { toMailServerRoute } from '@/lib/command/http/to-mail-server-route';
import { noteBounce } from '@/lib/notices/bounces/note-bounce';

/** Where the mail server says that a mail came back. */
export const POST = toMailServerRoute(noteBounce);
