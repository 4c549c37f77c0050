import type { NextAuthConfig } from 'next-auth';
import { env } from '../../env';
import { KnownError } from '../../errors';
import { createSecret } from '../../ids';
import { log } from '../../log';
import type { SignInMethod } from '../open-session';
import { safePath } from '../safe-path';
import { canSendMail } from '../send-mail';
import { cookieAttributes, cookieName, isSecureSite, sessionLastsMs } from '../session-cookie';
import { authAdapter } from './auth-adapter';
import { findPersonByEmail, mayEnterWith } from './may-sign-in';
import { readClaims } from './read-claims';
import { linkLastsMinutes } from './store-link';

/** One pass through next-auth, and what it left for its caller: the link to mail, or why it refused. */
export type Attempt = {
  method: SignInMethod;
  link?: { email: string; token: string };
  refusal?: KnownError;
};

/** Whether an identity provider is configured. */
export function hasProvider(): boolean {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  return Boolean(OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET);
}

/**
 * next-auth's configuration for one attempt. Made anew each time: it holds that attempt's outcome, and settings are
 * read when they are needed. Throws a sentence when AUTH_SECRET is missing.
 */
export function authConfig(attempt: Attempt): NextAuthConfig {
  const { AUTH_SECRET, PUBLIC_URL } = env();
  if (!AUTH_SECRET) throw new Error('AUTH_SECRET is not set; sign-in links cannot be signed without it.');
  const providers = [];
  if (hasProvider()) providers.push(identityProvider());
  if (canSendMail()) providers.push(mailProvider(attempt));
  return {
    providers,
    adapter: authAdapter(attempt.method),
    secret: AUTH_SECRET,
    basePath: '/api/auth',
    // The host of a request is never used: every URL handed to next-auth was built from PUBLIC_URL.
    trustHost: true,
    useSecureCookies: isSecureSite(),
    cookies: authCookies(),
    pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in' },
    session: { strategy: 'database', maxAge: sessionLastsMs / 1000, generateSessionToken: createSecret },
    callbacks: {
      signIn: async ({ account, profile, email }) => {
        if (account?.type === 'email')
          return (
            email?.verificationRequest === true ||
            (await findPersonByEmail(account.providerAccountId)) !== null
          );
        if (!account || !profile?.sub) return false;
        const { objection, ...claims } = readClaims(profile, account.id_token, env().OIDC_EMAIL_VERIFIED);
        const isLetIn = await mayEnterWith(claims);
        if (!isLetIn)
          log.warn(
            {
              reason: objection ?? 'No enabled person has this address.',
              claims: Object.keys(profile).sort(),
            },
            'the identity provider’s sign-in was refused',
          );
        return isLetIn;
      },
      redirect: ({ url }) => {
        const { origin } = new URL(PUBLIC_URL);
        return origin + safePath(url.startsWith(`${origin}/`) ? url.slice(origin.length) : url);
      },
    },
    logger: {
      error: (error) => {
        const cause = causeOf(error);
        if (cause instanceof KnownError) attempt.refusal = cause;
        else log.warn({ kind: kindOf(error), error: cause }, 'sign-in failed');
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** Any OpenID Connect provider, found by its discovery document. */
function identityProvider(): NextAuthConfig['providers'][number] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  return {
    id: 'oidc',
    name: OIDC_NAME,
    type: 'oidc',
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    checks: ['pkce', 'state', 'nonce'],
    // The mail address comes from the userinfo endpoint, where the standard puts it (OpenID Connect Core, 5.4); `readClaims`
    // says when the ID token is read beside it.
    idToken: false,
    profile: (claims, { id_token: idToken }) => ({
      id: claims.sub,
      email: readClaims(claims, idToken ?? undefined, env().OIDC_EMAIL_VERIFIED).email,
      name: claims.name,
    }),
    // Safe because `signIn` above has refused every address that the provider did not verify.
    allowDangerousEmailAccountLinking: true,
  };
}

/** Leaves the link with the attempt; whoever drives it mails the link once its row is stored. */
function mailProvider(attempt: Attempt): NextAuthConfig['providers'][number] {
  return {
    id: 'mail',
    name: 'mail',
    type: 'email',
    maxAge: linkLastsMinutes * 60,
    generateVerificationToken: createSecret,
    sendVerificationRequest: ({ identifier, token }) => {
      attempt.link = { email: identifier, token };
    },
  };
}

function authCookies(): NextAuthConfig['cookies'] {
  const options = cookieAttributes();
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: cookieName('session'), options },
    callbackUrl: { name: cookieName('next'), options },
    csrfToken: { name: cookieName('csrf'), options },
    pkceCodeVerifier: { name: cookieName('pkce'), options: brief },
    state: { name: cookieName('state'), options: brief },
    nonce: { name: cookieName('nonce'), options: brief },
  };
}

/** What next-auth wrapped: it keeps the thrown error under `cause.err`. */
function causeOf(error: Error): unknown {
  const { cause } = error;
  return typeof cause === 'object' && cause !== null && 'err' in cause ? cause.err : (cause ?? error);
}

/** next-auth's name for a failure; an error's own `name` does not outlive minification. */
function kindOf(error: Error): unknown {
  return 'type' in error ? error.type : error.name;
}
