import { toLinkRoute } from '@/lib/command/http/to-link-route';
import { stopMails } from '@/lib/notices/choices/stop-mails';

/** Where mail readers stop warnings with one click. */
export const { GET, POST } = toLinkRoute(stopMails, {
  purpose: 'stop-mails',
  page: (token) => `/stop-mails/${token}`,
});
