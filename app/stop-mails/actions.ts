'use server';

import { toLinkAction } from '@/lib/command/web/to-link-action';
import { stopMails } from '@/lib/notices/choices/stop-mails';

export const stopMailsByLinkAction = toLinkAction(stopMails, { purpose: 'stop-mails', read: () => ({}) });
