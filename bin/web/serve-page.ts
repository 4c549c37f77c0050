import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '@/lib/command/http/problem';
import { withRefusal } from '@/lib/command/web/refuse-parameter';
import { answerRefusal } from './answer-refusal';

/** Answers a request, as Next.js does. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The methods by which Next.js sends an answer; its compression puts its own in their place. */
const speaking = ['writeHead', 'write', 'end', 'flushHeaders', 'setHeader', 'appendHeader', 'removeHeader'];

/**
 * Has Next.js answer, unless a page says that a parameter of its address cannot be read. Then 400 with that parameter's name
 * is answered at once, and nothing that Next.js makes of the page is sent.
 */
export function servePage(request: IncomingMessage, response: ServerResponse, handle: Handle): Promise<void> {
  const refuse = (parameter: string) => {
    if (response.headersSent) return;
    for (const name of speaking) Reflect.deleteProperty(response, name);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    const detail = `${parameter}: The database takes no such value.`;
    answerRefusal(request, response, new Problem('invalid_parameter', detail, { members: { parameter } }));
    for (const name of speaking) Reflect.set(response, name, () => response);
  };
  return withRefusal(refuse, () => handle(request, response));
}
