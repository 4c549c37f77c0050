'use server';

import { toAction } from '@/lib/command/web/to-action';
import { allowFiling } from '@/lib/requests/filing/allow-filing';
import { stopFiling } from '@/lib/requests/filing/stop-filing';

export const stopFilingAction = toAction(stopFiling);

export const allowFilingAction = toAction(allowFiling);
