import type { ServerOptions } from 'node:http';
import { env } from '@/lib/env';

/**
 * How long a connection may take for what, as HEADER_SECONDS and REQUEST_SECONDS say. Whoever sends headers or a body drop by
 * drop is answered with 408 and closed, a connection that rests or never says a word is closed: each costs memory, and a
 * form's body is held until it is complete.
 */
export function patience(): ServerOptions {
  const { HEADER_SECONDS, REQUEST_SECONDS } = env();
  return {
    headersTimeout: HEADER_SECONDS * 1000,
    requestTimeout: REQUEST_SECONDS * 1000,
    keepAliveTimeout: HEADER_SECONDS * 1000,
    connectionsCheckingInterval: Math.min(1_000, HEADER_SECONDS * 250),
  };
}

/**
 * How long a connection may be silent in both directions, for `server.timeout`: long enough for the slowest answer, and for
 * event streams, which say something every 20 seconds. It ends those who ask and do not read.
 */
export function silenceMs(): number {
  return Math.max(60, env().REQUEST_SECONDS * 2) * 1000;
}
