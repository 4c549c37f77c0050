import type { Actor } from '../../access/actor';
import { clock } from '../../clock';
import { ask } from '../../command/query';
import { log } from '../../log';
import { isFinished } from '../../operations/operation';
import { getOperation } from './get-operation';

/** As often as progress is written; unchanged states are not sent. */
const pollMs = 400;
/** Proxies close what is silent for a minute. */
const keepAliveMs = 20_000;

/**
 * An operation as server-sent events (HTML, section 9.2): its view as JSON whenever it has changed, and the end of the
 * stream once it has finished. The permission of the actor is asked again on every look.
 */
export function streamOperation(id: string, actor: Actor, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: async (controller) => {
      try {
        for await (const text of tell(id, actor, signal)) controller.enqueue(encoder.encode(text));
      } catch (error) {
        log.warn({ operationId: id, error }, 'the event stream of an operation broke off');
      }
      if (!signal.aborted) controller.close();
    },
  });
}

/** What is sent, piece by piece. */
async function* tell(id: string, actor: Actor, signal: AbortSignal): AsyncGenerator<string> {
  let last = '';
  let lastSentAt = clock.elapsed();
  while (!signal.aborted) {
    const view = await ask(getOperation, { id }, actor);
    const text = JSON.stringify(view);
    const isSilent = clock.elapsed() - lastSentAt > keepAliveMs;
    if (text !== last || isSilent) {
      yield text === last ? ': still here\n\n' : `data: ${text}\n\n`;
      lastSentAt = clock.elapsed();
    }
    last = text;
    if (isFinished(view.state)) return;
    await clock.sleep(pollMs, signal);
  }
}
