'use server';

import { toAction } from '@/lib/command/web/to-action';
import { refuseRequest } from '@/lib/reviews/refuse-request';
import { reopenReview } from '@/lib/reviews/reopen-review';
import { returnRequest } from '@/lib/reviews/return-request';
import { signRequest } from '@/lib/reviews/sign-request';

export const signRequestAction = toAction(signRequest);

export const returnRequestAction = toAction(returnRequest);

export const reopenReviewAction = toAction(reopenReview);

export const refuseRequestAction = toAction(refuseRequest);
