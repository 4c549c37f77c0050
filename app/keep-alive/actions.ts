'use server';

import { keepAlive } from '@/lib/activity/keep-alive/keep-alive';
import { toLinkAction } from '@/lib/command/web/to-link-action';

export const keepAliveByLinkAction = toLinkAction(keepAlive, {
  purpose: 'keep-alive',
  read: (sandboxId, { reason }) => ({ sandboxId, reason }),
});
