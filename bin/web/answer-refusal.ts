import type { IncomingMessage, ServerResponse } from 'node:http';
import { sentHeaders } from '@/lib/command/http/node';
import { answerProblem, type Problem } from '@/lib/command/http/problem';
import { writeRefusal } from '@/lib/command/web/refusal-text';
import { env } from '@/lib/env';
import { isApi } from './address';
import { dropBody } from './form/collect-body';

/** How long whoever is still sending has to read the answer before the connection is closed. */
const lingerMs = 500;

/** The same where the length is known: most programs read no answer before they have sent all of it. */
const drainMs = 5_000;

/**
 * Answers a request that goes no further, in the words of whoever sent it: problem+json (RFC 9457) for programs, what
 * `readRefusal` reads for the script of a form, and a page for everybody else. A body that is still coming is dropped
 * unread, and the connection is closed once it has come or takes too long.
 */
export function answerRefusal(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  if (response.headersSent || response.destroyed) return;
  if (!request.complete) response.setHeader('connection', 'close');
  if (request.headers['transfer-encoding'] !== undefined) dropBody(request);
  if (isApi(request.url ?? '')) {
    void sendProblem(request, response, problem);
    return;
  }
  const isAction = request.headers['next-action'] !== undefined;
  const body = isAction ? writeRefusal(problem.message, problem.members.signIn === true) : page(problem);
  response.writeHead(problem.status, {
    ...pageHeaders(),
    ...problem.headers,
    'content-type': isAction ? 'text/plain' : 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  end(request, response, body);
}

async function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  problem: Problem,
): Promise<void> {
  const answer = answerProblem(problem);
  const body = await answer.text();
  response.writeHead(answer.status, {
    ...sentHeaders(answer),
    'content-length': Buffer.byteLength(body),
  });
  end(request, response, body);
}

/** Ends the answer. Node.js closes the connection with it, which would cut off whoever still sends. */
function end(request: IncomingMessage, response: ServerResponse, body: string): void {
  if (request.complete) {
    response.end(body);
    return;
  }
  response.write(body);
  const { socket, headers } = request;
  const hasLength = headers['content-length'] !== undefined;
  const close = () => {
    clearTimeout(timer);
    response.end();
    socket.destroySoon();
  };
  const timer = setTimeout(close, hasLength ? drainMs : lingerMs);
  socket.once('close', () => clearTimeout(timer));
  if (hasLength) request.once('end', close).resume();
  else socket.pause();
}

function pageHeaders(): Record<string, string> {
  return {
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(env().PUBLIC_URL.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

function page({ code, status, message }: Problem): string {
  const title = `${status} ${code.replaceAll('_', ' ')}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>This cannot be taken</h1><p>${escapeHtml(message)}</p><p><a href="/">Go to the start</a></p></main></body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
