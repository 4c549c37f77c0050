'use server';

import { toAction } from '@/lib/command/web/to-action';
import { allowSweep } from '@/lib/ends/sweep/allow-sweep';

export const allowSweepAction = toAction(allowSweep);
