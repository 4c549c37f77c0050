import { DatabaseError } from 'pg';
import { type Problem, tryLater } from '../../command/http/problem';
import { log } from '../../log';

/**
 * Why no connection into a sandbox could be had, as its caller may be told. Full (53300) passes by itself; everything
 * else (no such database or role, a wrong password, nobody listening) is ours to look into, hence the log line.
 */
export function connectionProblem(error: unknown): Problem {
  const isFull = error instanceof DatabaseError && error.code === '53300';
  if (isFull) return tryLater('unavailable', 'This sandbox has no connection left.', 2);
  log.warn({ error }, 'no connection into a sandbox');
  return tryLater('unavailable', 'This sandbox cannot be reached at the moment.', 5);
}
