'use server';

import { toAction } from '@/lib/command/web/to-action';
import { repeatBuild } from '@/lib/requests/refresh/repeat-build';
import { submitRefresh } from '@/lib/requests/refresh/submit-refresh';
import { activateCopy } from '@/lib/sandboxes/copies/decide/activate-copy';
import { discardCopy } from '@/lib/sandboxes/copies/decide/discard-copy';
import { rebuildCopy } from '@/lib/sandboxes/copies/decide/rebuild-copy';
import { rollBackCopy } from '@/lib/sandboxes/copies/decide/roll-back-copy';

export const submitRefreshAction = toAction(submitRefresh, { redirectTo: ({ id }) => `/requests/${id}` });

export const repeatBuildAction = toAction(repeatBuild, { redirectTo: ({ slug }) => `/s/${slug}` });

export const activateCopyAction = toAction(activateCopy);

export const discardCopyAction = toAction(discardCopy);

export const rollBackCopyAction = toAction(rollBackCopy);

export const rebuildCopyAction = toAction(rebuildCopy);
