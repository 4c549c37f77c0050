import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { bodyLimits } from '@/lib/command/http/body';
import { headersOf } from '@/lib/command/http/node';
import { bodyTooLarge, Problem } from '@/lib/command/http/problem';
import { toProblem } from '@/lib/command/http/to-problem';
import { assertOwnOrigin } from '@/lib/command/own-origin';
import { env } from '@/lib/env';
import { isApi, isGateway, isOfPrograms, readPath } from './address';
import { answerRefusal } from './answer-refusal';
import { watchPieces } from './form/collect-body';
import { takeForm } from './form/take-form';
import { callServer } from './serve-call';
import { type Handle, servePage } from './serve-page';

/**
 * What every request passes before Next.js, in this order: its address, its method, what it says about its body, its
 * origin, and for a form of the desk the body itself. Whoever is refused here has cost a fraction of a millisecond; what
 * passes is of a size and shape that our pages send. Who somebody is and what they may do is asked later, by the door.
 */

/** Serves with `handle` what passes. */
export function front(handle: Handle): RequestListener {
  const serveCall = callServer();
  return (request, response) => {
    const refuse = (error: unknown) => answerRefusal(request, response, toProblem(error, 'request'));
    // A request that ends early is nobody's failure; without a listener it would be one of the process.
    request.on('error', () => undefined);
    let kind: Kind;
    try {
      kind = judgeHead(request);
    } catch (error) {
      refuse(error);
      return;
    }
    if (kind !== 'form' && hasBody(request)) watchPieces(request);
    serve(kind, request, response).catch(refuse);
  };
  async function serve(kind: Kind, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (kind === 'call') return serveCall(request, response, handle);
    if (kind === 'form' && !(await takeForm(request))) return;
    return servePage(request, response, handle);
  }
}

/** What is asked: a call to a sandbox's API, a form of the desk, whose body has to be judged as well, or anything else. */
type Kind = 'call' | 'form' | 'other';

/** Judges everything but the body. */
function judgeHead(request: IncomingMessage): Kind {
  const path = readPath(request.url ?? '');
  judgeState(request.headers['next-router-state-tree']);
  const method = request.method ?? '';
  // The development server's own tools post to it.
  if (env().NODE_ENV === 'development' && path.startsWith('/__nextjs')) return 'other';
  if (isGateway(path)) {
    judgeMethod(method, ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS']);
    judgeLength(request, bodyLimits.object);
    return 'call';
  }
  judgeMethod(
    method,
    isApi(path) ? ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'] : ['GET', 'HEAD', 'POST', 'OPTIONS'],
  );
  if (method !== 'POST' && method !== 'PUT') {
    judgeLength(request, 0);
    return 'other';
  }
  if (!isApi(path) && !hasBody(request))
    throw new Problem('malformed_body', 'This is no form of this desk: it is empty.');
  judgeLength(request, isApi(path) ? apiBound(method, path) : Number.POSITIVE_INFINITY);
  if (!isOfPrograms(path)) assertOwnOrigin(headersOf(request));
  judgeHost(request);
  return isApi(path) ? 'other' : 'form';
}

/** What the browser's part of Next.js says about the page that it shows; the server's part answers 500 to what it cannot read. */
function judgeState(state: string | string[] | undefined): void {
  if (state === undefined) return;
  try {
    parseAndValidateFlightRouterState(state);
  } catch {
    throw new Problem('malformed_address', 'The header Next-Router-State-Tree cannot be read.');
  }
}

function apiBound(method: string, path: string): number {
  if (isOfPrograms(path)) return bodyLimits.sentence;
  const takesFile = method === 'PUT' ? /^\/api\/plans\/[^/]+$/ : /^\/api\/plans\/[^/]+\/preview$/;
  return takesFile.test(path) ? bodyLimits.file : 0;
}

function judgeMethod(method: string, served: readonly string[]): void {
  if (served.includes(method)) return;
  const allow = served.join(', ');
  throw new Problem('method_not_allowed', `Here one can ${allow}.`, { headers: { allow } });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** By what is declared. A body of unknown length is counted by whoever reads it, so it may come only where somebody does. */
function judgeLength(request: IncomingMessage, most: number): void {
  if (!hasBody(request)) return;
  if (most === 0) throw new Problem('malformed_body', 'Nothing is taken here.');
  if (Number(request.headers['content-length'] ?? 0) > most) throw bodyTooLarge(most);
}

/** Next.js compares Origin with Host, so both must be ours; it answers 500 where they differ. */
function judgeHost({ headers }: IncomingMessage): void {
  const asked = headers['x-forwarded-host'] ?? headers.host;
  if (asked !== new URL(env().PUBLIC_URL).host)
    throw new Problem(
      'misdirected',
      'This desk has another address: PUBLIC_URL and the Host that a proxy passes on differ.',
    );
}
