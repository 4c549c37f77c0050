import { currentActor } from '@/lib/access/session';
import { problem, problemOf } from '@/lib/command/http/to-route';
import { ask } from '@/lib/command/query';
import { toFailure } from '@/lib/command/run';
import { getOperation } from '@/lib/sandboxes/operations/get-operation';
import { streamOperation } from '@/lib/sandboxes/operations/stream-operation';

export const dynamic = 'force-dynamic';

/** Live progress of one operation as server-sent events, to whoever may see it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return problem('unauthenticated', 'Sign in first.');
  try {
    const { id } = await params;
    await ask(getOperation, { id }, actor);
    return new Response(streamOperation(id, actor, request.signal), {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    });
  } catch (error) {
    return problemOf(toFailure(error, 'operation.events'));
  }
}
