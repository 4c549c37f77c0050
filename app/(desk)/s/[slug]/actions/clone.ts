'use server';

import { toAction } from '@/lib/command/web/to-action';
import { cloneSandbox } from '@/lib/requests/clone/clone-sandbox';

/** To the clone that is being made, or to the request that somebody has to agree to first. */
export const cloneSandboxAction = toAction(cloneSandbox, {
  redirectTo: ({ cloneId, cloneSlug, requestId }) => (cloneId ? `/s/${cloneSlug}` : `/requests/${requestId}`),
});
