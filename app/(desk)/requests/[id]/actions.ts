'use server';

import { toAction } from '@/lib/command/web/to-action';
import { answerQuestion } from '@/lib/requests/answer-question';
import { withdrawRequest } from '@/lib/requests/withdraw-request';
import { approveRequest } from '@/lib/reviews/approve-request';
import { askQuestion } from '@/lib/reviews/ask-question';
import { declineRequest } from '@/lib/reviews/decline-request';
import { holdRequest } from '@/lib/reviews/hold-request';
import { releaseRequest } from '@/lib/reviews/release-request';

export const answerQuestionAction = toAction(answerQuestion);

export const withdrawRequestAction = toAction(withdrawRequest);

export const askQuestionAction = toAction(askQuestion);

export const approveRequestAction = toAction(approveRequest);

export const declineRequestAction = toAction(declineRequest);

export const holdRequestAction = toAction(holdRequest);

export const releaseRequestAction = toAction(releaseRequest);
