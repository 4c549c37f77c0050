import { env } from '../../env';

/**
 * The address of the server that sandboxes are on, for signing in there under a sandbox's own role; null when none is set.
 * A web server is given SANDBOX_SERVER, which holds no login. Where CLUSTER_URL alone is set, its login is never used here.
 */
export function sandboxServer(): string | null {
  const { SANDBOX_SERVER, CLUSTER_URL } = env();
  return SANDBOX_SERVER ?? CLUSTER_URL ?? null;
}
