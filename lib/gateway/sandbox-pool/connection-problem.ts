import { DatabaseError } from 'pg';
import { type Problem, tryLater } from '../../command/http/problem';
import { log } from '../../log';

/**
 * Why no connection into a sandbox could be had, as its caller may be told. Full (53300) passes by itself, and so does a
 * database that takes nobody (55000): a key of a sandbox that was shut comes no further than the control database, so that this
 * one is being copied, or put out of use. Everything else (no such database or role, a wrong password, nobody listening) is ours
 * to look into, hence the log line.
 */
export function connectionProblem(error: unknown): Problem {
  const passing = error instanceof DatabaseError ? sentences[error.code ?? ''] : undefined;
  if (passing) return tryLater('unavailable', passing, 2);
  log.warn({ error }, 'no connection into a sandbox');
  return tryLater('unavailable', 'This sandbox cannot be reached at the moment.', 5);
}

const sentences: Partial<Record<string, string>> = {
  '53300': 'This sandbox has no connection left.',
  '55000': 'This sandbox is closed for a moment, while its database is copied. It opens again by itself.',
};
