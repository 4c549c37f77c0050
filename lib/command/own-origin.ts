import { env } from '../env';
import { KnownError } from '../errors';

/**
 * Whether a request says that it comes from a page of this desk: Origin must be present and ours, in one piece, and
 * Sec-Fetch-Site, where a browser sends it, must agree. Next.js lets a missing Origin pass with a warning.
 */
export function isOwnOrigin(headers: Pick<Headers, 'get'>): boolean {
  const site = headers.get('sec-fetch-site');
  return (
    headers.get('origin') === new URL(env().PUBLIC_URL).origin && (site === null || site === 'same-origin')
  );
}

/** Throws `forbidden` unless a request with these headers comes from a page of this desk. */
export function assertOwnOrigin(headers: Pick<Headers, 'get'>): void {
  if (!isOwnOrigin(headers))
    throw new KnownError(
      'forbidden',
      'This was not sent from a page of this desk. Open the page again and repeat it there.',
    );
}
