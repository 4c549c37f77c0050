import { env } from '../env';

/**
 * Reduces whatever stood in `next=` to a path of this desk: path, search and fragment of a relative URL that starts
 * with exactly one slash. Everything else becomes `/`: absolute URLs (ours too), `//host`, `/\host`, backslashes and
 * control characters (browsers drop some and read others as slashes), routes of the API, and lists.
 */
export function safePath(raw: unknown): string {
  if (typeof raw !== 'string' || raw.length > longest) return '/';
  if (!raw.startsWith('/') || /[\\\p{Cc}]/u.test(raw)) return '/';
  const base = new URL(env().PUBLIC_URL);
  if (!URL.canParse(raw, base)) return '/';
  const url = new URL(raw, base);
  // The path is looked at after parsing too: `/.//host` becomes `//host` only there.
  if (url.origin !== base.origin || url.pathname.startsWith('//') || url.pathname.startsWith('/api/'))
    return '/';
  return url.pathname + url.search + url.hash;
}

/** Longer than any address of the desk, short enough for a cookie. */
const longest = 2_000;
