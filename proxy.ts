import { type NextRequest, NextResponse } from 'next/server';
import { env } from '@/lib/env';
import { createUuid } from '@/lib/ids';

/**
 * Gives every page a content security policy with a nonce of its own, so that only the scripts we sent run on it.
 *
 * This decides nothing about people: who may see what is asked in queries and commands. Next.js reads the nonce from
 * the request's policy header and puts it on its own scripts. The records API of sandboxes and the desk's API are left
 * out, since no page comes from there.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy(createUuid());
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (env().PUBLIC_URL.startsWith('https:'))
    response.headers.set('strict-transport-security', 'max-age=31536000');
  return response;
}

/** Read by lib/access/session.ts to bring people back after signing in; its own copy here keeps this file small. */
const pathHeader = 'x-sandgate-path';

/** Next.js reads this from the text of the file, so it must be spelt out here. */
export const config = {
  matcher: ['/((?!api/|_next/static/|_next/image/|favicon\\.ico|s/[^/]+/api/).*)'],
};

/** One policy for all pages. In development React needs eval, and the error overlay styles of its own. */
function contentSecurityPolicy(nonce: string): string {
  const { NODE_ENV, OIDC_ISSUER } = env();
  const isDevelopment = NODE_ENV === 'development';
  // Without script the sign-in form is a post that redirects to the provider, and browsers check the redirect too.
  const provider = OIDC_ISSUER ? ` ${new URL(OIDC_ISSUER).origin}` : '';
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    `form-action 'self'${provider}`,
    "frame-ancestors 'none'",
  ].join('; ');
}
