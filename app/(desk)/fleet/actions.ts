'use server';

import { toAction } from '@/lib/command/web/to-action';
import { toBulkAction } from '@/lib/command/web/to-bulk-action';
import { actInBulk } from '@/lib/fleet/bulk/act-in-bulk';
import { removeView } from '@/lib/fleet/views/remove-view';
import { saveView } from '@/lib/fleet/views/save-view';

export const actInBulkAction = toBulkAction(actInBulk);

export const saveViewAction = toAction(saveView);

export const removeViewAction = toAction(removeView);
