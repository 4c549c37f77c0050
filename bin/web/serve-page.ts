import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AnswerStatus, withAnswer } from '@/lib/command/web/answer-status';
import { Problem } from '@/lib/gateway/problem';
import { answerRefusal } from './answer-refusal';

/** Answers a request, as Next.js does. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const writers = ['writeHead', 'write', 'end', 'flushHeaders'] as const;

/**
 * Has Next.js answer, unless its page says that a parameter of the address cannot be read: then the answer is 400 with that
 * parameter's name, whatever page was made meanwhile. That is looked at when the first of an answer is about to be sent,
 * and not later. What Next.js puts around these methods, to compress, comes to nothing then.
 */
export function servePage(request: IncomingMessage, response: ServerResponse, handle: Handle): Promise<void> {
  const answer: AnswerStatus = { refusedParameter: null };
  let isReplaced = false;
  for (const name of writers) {
    const method: (...given: never[]) => unknown = Reflect.get(response, name);
    const guarded = (...given: unknown[]): unknown => {
      if (answer.refusedParameter === null || (response.headersSent && !isReplaced))
        return Reflect.apply(method, response, given);
      if (!isReplaced) replace(request, response, answer.refusedParameter);
      isReplaced = true;
      for (const each of given) if (typeof each === 'function') each();
      return name === 'write' ? true : response;
    };
    Reflect.set(response, name, guarded);
  }
  return withAnswer(answer, () => handle(request, response));
}

/** Answers past the methods that stand in the way, and puts these back. */
function replace(request: IncomingMessage, response: ServerResponse, parameter: string): void {
  const guarded = writers.map((name) => [name, Reflect.get(response, name)] as const);
  for (const name of writers) Reflect.deleteProperty(response, name);
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  const detail = `${parameter}: The database takes no such value.`;
  answerRefusal(request, response, new Problem('invalid_parameter', detail, { members: { parameter } }));
  for (const [name, method] of guarded) Reflect.set(response, name, method);
}
