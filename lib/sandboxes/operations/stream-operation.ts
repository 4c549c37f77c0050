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
      let last = '';
      let lastSentAt = clock.elapsed();
      const send = (text: string) => {
        controller.enqueue(encoder.encode(text));
        lastSentAt = clock.elapsed();
      };
      try {
        while (!signal.aborted) {
          const view = await ask(getOperation, { id }, actor);
          const text = JSON.stringify(view);
          if (text !== last) send(`data: ${text}\n\n`);
          else if (clock.elapsed() - lastSentAt > keepAliveMs) send(': still here\n\n');
          last = text;
          if (isFinished(view.state)) break;
          await clock.sleep(pollMs, signal);
        }
      } catch (error) {
        log.warn({ operationId: id, error }, 'the event stream of an operation broke off');
      }
      if (!signal.aborted) controller.close();
    },
  });
}
