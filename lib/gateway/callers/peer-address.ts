import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

/**
 * The address at the other end of the socket, which a route handler is not given by Next.js. `X-Forwarded-For` is no
 * substitute: whoever calls writes it. So every HTTP server of this process is listened to, and before any handler sees
 * a request its `x-sandgate-peer` header is overwritten with the socket's own address.
 *
 * Limit: behind a reverse proxy all callers share the proxy's address, and with it the allowance for bad attempts at
 * one sandbox. Valid keys never meet that allowance.
 */
const header = 'x-sandgate-peer';

const holder = globalThis as typeof globalThis & { sandgateStampsPeers?: boolean };

/** Starts overwriting; to be called once before the web server listens, and harmless when called again. */
export function stampPeerAddresses(): void {
  if (holder.sandgateStampsPeers) return;
  holder.sandgateStampsPeers = true;
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null) return;
    const { request, socket } = message as { request?: unknown; socket?: unknown };
    if (request instanceof IncomingMessage)
      request.headers[header] = (socket instanceof Socket && socket.remoteAddress) || 'unknown';
  });
}

/** The caller's address; `unknown`, one for all, where nothing overwrites the header and it could be anyone's words. */
export function peerAddress(headers: Headers): string {
  return (holder.sandgateStampsPeers && headers.get(header)) || 'unknown';
}
