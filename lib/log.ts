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
  return { name: error.name, code, stack: error.stack?.split('\n').slice(1, 12).join('\n') };
}
