import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { env } from '../../env';

/** Between Node.js's own requests and answers and those that the door works on. */

/** The headers of a request as Node.js has read them. */
export function headersOf({ headers }: Pick<IncomingMessage, 'headers'>): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const each of [value ?? []].flat()) read.append(name, each);
  return read;
}

/** The headers of an answer as Node.js sends them; cookies stand one in a line. */
export function sentHeaders({ headers }: Response): Record<string, string | string[]> {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) };
}

/**
 * Serves a handler in a server of Node.js, for what is mounted beside Next.js and behind the front, which has judged
 * address and method. The handler's address is one of PUBLIC_URL, since Host is what whoever asks writes. Its signal ends
 * with the connection.
 */
export function mount(
  handle: (request: Request) => Promise<Response>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { method = 'GET', url = '/' } = request;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const answer = await handle(
      new Request(new URL(env().PUBLIC_URL).origin + url, {
        method,
        headers: headersOf(request),
        signal: gone.signal,
        ...(hasBody ? { body: Readable.toWeb(request), duplex: 'half' } : {}),
      } as RequestInit),
    );
    response.writeHead(answer.status, sentHeaders(answer));
    if (!answer.body) response.end();
    // An answer that breaks off closes the connection, and by then nothing more can be said.
    else await pipeline(Readable.fromWeb(answer.body as never), response).catch(() => undefined);
  };
}
