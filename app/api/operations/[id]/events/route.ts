import { eventStreamAnswer } from '@/lib/command/http/answer';
import { toRoute } from '@/lib/command/http/to-route';
import { getOperation } from '@/lib/sandboxes/operations/get-operation';
import { streamOperation } from '@/lib/sandboxes/operations/stream-operation';

export const dynamic = 'force-dynamic';

/** Live progress of one operation as server-sent events, to whoever may see it. */
export const GET = toRoute(getOperation, {
  answer: ({ id }, { who, request }) => eventStreamAnswer(streamOperation(id, who, request.signal)),
});
