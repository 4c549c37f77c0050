'use server';

import { toBulkAction } from '@/lib/command/web/to-bulk-action';
import { actInBulk } from '@/lib/fleet/bulk/act-in-bulk';

export const actInBulkAction = toBulkAction(actInBulk);
