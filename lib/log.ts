import pino from 'pino';
import { env } from './env';

/**
 * Structured logs on standard output. Log facts and ids, never values: no request body, no row, no secret, no URL with
 * credentials. The redaction below is the second line of defence, not the first.
 */
export const log = pino({
  level: env().LOG_LEVEL,
  base: null,
  redact: {
    paths: ['*.password', '*.secret', '*.token', '*.authorization', '*.connectionString'],
    censor: '[hidden]',
  },
  serializers: { error: describeError },
});

/** An error reduced to what may be logged: name, code and stack, never a driver's `detail`, which quotes row values. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: 'NonError', type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  // A message may have lines of its own, which quote values; only the places behind it are kept.
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const message = new Set(error.message.split('\n'));
  const stack = places.filter((line) => !message.has(line)).slice(0, 11);
  return { name: error.name, code, stack: stack.join('\n') };
}
