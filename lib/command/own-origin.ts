import { env } from '../env';

/**
 * Whether a request says that it comes from a page of this desk: Origin must be present and ours, in one piece, and
 * Sec-Fetch-Site, where a browser sends it, must agree. Next.js lets a missing Origin pass with a warning.
 */
export function isOwnOrigin(origin: string | null, site: string | null): boolean {
  return origin === new URL(env().PUBLIC_URL).origin && (site === null || site === 'same-origin');
}
