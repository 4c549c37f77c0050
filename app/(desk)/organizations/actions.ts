'use server';

import { toAction } from '@/lib/command/web/to-action';
import { demandReview } from '@/lib/organizations/demand-review';
import { setZone } from '@/lib/organizations/set-zone';
import { waiveReview } from '@/lib/organizations/waive-review';

export const demandReviewAction = toAction(demandReview);

export const waiveReviewAction = toAction(waiveReview);

export const setZoneAction = toAction(setZone);
