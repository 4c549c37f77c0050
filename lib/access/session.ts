import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { NextRequest, NextResponse } from 'next/server';
import { cache } from 'react';
import { z } from 'zod';
import { env } from '../env';
import type { PersonActor } from './actor';
import { findActor } from './find-actor';
import { endSession } from './open-session';
import { safePath } from './safe-path';
import { cookieAttributes, cookieName, readSessionToken } from './session-cookie';
import { type Attempt, authConfig } from './sign-in/auth-config';
import { openDemoSession } from './sign-in/demo-sign-in';
import { mailLink } from './sign-in/mail-link';

/**
 * Who is signed in, and the ways to sign in. The one file that knows next-auth and Next.js's cookies.
 *
 * next-auth is driven through its request handlers, with requests that are built here on PUBLIC_URL: a Host header
 * never finds its way into a mail or to the identity provider, and of next-auth's own routes only the provider's
 * callback is reachable from outside. Each way in ends as a `SignInStep`; the caller sets its cookies and goes to its
 * location. next-auth is loaded at first use, since every page reads the session and few sign anybody in.
 */

/** Where proxy.ts puts the path that was asked for, since pages cannot see it; only ever used as `next=`. */
export const pathHeader = 'x-sandgate-path';

/** Who is signed in on this request, or null. Asks the database once per request, however often it is called. */
export const currentActor = cache(async (): Promise<PersonActor | null> => findActor(await sessionToken()));

/**
 * Who is signed in on this request; others are sent to sign in and come back to `next` afterwards: the page that was
 * asked for, or for an action the page it was sent from, unless the caller says otherwise.
 */
export async function requireActor(next?: string): Promise<PersonActor> {
  const actor = await currentActor();
  if (actor) return actor;
  const target = safePath(next ?? (await pathAskedFor()));
  redirect(target === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: target })}`);
}

/** Ends this browser's session: its row is gone at once, so that a copy of the cookie is worth nothing. */
export async function signOut(): Promise<void> {
  const token = await sessionToken();
  if (token) await endSession(token);
  (await cookies()).set(cookieName('session'), '', { ...cookieAttributes(), maxAge: 0 });
}

/** Gives this browser the cookies of a step; a session that it had before ends, so that none is left behind. */
export async function keepCookies(step: SignInStep): Promise<void> {
  await endReplaced(await sessionToken(), step.cookies);
  const jar = await cookies();
  for (const cookie of step.cookies) jar.set(cookie);
}

async function endReplaced(earlier: string | undefined, received: SignInStep['cookies']): Promise<void> {
  const opened = received.find(({ name }) => name === cookieName('session'));
  if (earlier && opened && opened.value !== earlier) await endSession(earlier);
}

/** Where the browser goes next, a path of ours or the provider's URL, and the cookies it takes along. */
export type SignInStep = { location: string; cookies: ReturnType<NextResponse['cookies']['getAll']> };

/** Sends people to the identity provider; they come back to `finishProviderSignIn`. */
export async function startProviderSignIn({ next }: { next?: string }): Promise<SignInStep> {
  return toStep(await post({ method: 'provider' }, 'oidc', { callbackUrl: safePath(next) }));
}

/** Answers the provider's redirect: opens the session, or goes back to /sign-in, which says what went wrong. */
export async function finishProviderSignIn(request: Request): Promise<Response> {
  const path = `/api/auth/callback/oidc${new URL(request.url).search}`;
  const cookie = request.headers.get('cookie') ?? '';
  const response = await drive({ method: 'provider' }, path, { headers: { cookie } });
  await endReplaced(readSessionToken(cookie), toStep(response).cookies);
  const received = new Headers(response.headers);
  received.set('cache-control', 'no-store');
  return new Response(null, { status: response.status, headers: received });
}

/**
 * Mails a link if somebody has this address, and says the same if nobody has. Throws `too_many_requests` once the
 * address, known or not, has its share of unspent links.
 */
export async function startMailSignIn({
  email,
  next,
}: {
  email: string;
  next?: string;
}): Promise<SignInStep> {
  const attempt: Attempt = { method: 'mail' };
  await post(attempt, 'mail', { email, callbackUrl: safePath(next) });
  if (attempt.refusal) throw attempt.refusal;
  if (!attempt.link) throw new Error('The sign-in link was not made.');
  void mailLink({ ...attempt.link, next: safePath(next) });
  return { location: '/sign-in?sent=1', cookies: [] };
}

/** Spends a mailed link: the first time it opens a session, ever after it goes back to /sign-in. */
export async function finishMailSignIn(link: {
  email: string;
  token: string;
  next?: string;
}): Promise<SignInStep> {
  const { email, token } = link;
  const query = new URLSearchParams({ email, token, callbackUrl: safePath(link.next) });
  return toStep(await drive({ method: 'mail' }, `/api/auth/callback/mail?${query}`, { method: 'POST' }));
}

/** Signs in as a demo person. Throws `forbidden` unless SANDGATE_DEMO is on and this is one of them. */
export async function signInAsDemoPerson(choice: { personId: string; next?: string }): Promise<SignInStep> {
  const { token, expires } = await openDemoSession(choice.personId);
  const cookie = { name: cookieName('session'), value: token, expires, ...cookieAttributes() };
  return { location: safePath(choice.next), cookies: [cookie] };
}

/** Hands one request to next-auth, as if it had come to PUBLIC_URL. */
async function drive(attempt: Attempt, path: string, init: RequestInit): Promise<Response> {
  const { default: NextAuth } = await import('next-auth');
  const { handlers } = NextAuth(authConfig(attempt));
  const { method = 'GET', headers: sent, body } = init;
  const request = new NextRequest(new URL(path, env().PUBLIC_URL), { method, headers: sent, body });
  return method === 'POST' ? handlers.POST(request) : handlers.GET(request);
}

/** Starts one way in. next-auth wants its own token against forged forms; our actions have checked the origin before. */
async function post(attempt: Attempt, way: string, fields: Record<string, string>): Promise<Response> {
  const issued = await drive(attempt, '/api/auth/csrf', {});
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await issued.json());
  return drive(attempt, `/api/auth/signin/${way}`, {
    method: 'POST',
    headers: {
      cookie: toStep(issued)
        .cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
        .join('; '),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ ...fields, csrfToken }).toString(),
  });
}

function toStep(response: Response): SignInStep {
  const location = response.headers.get('location') ?? '/';
  const { origin } = new URL(env().PUBLIC_URL);
  return {
    location: location.startsWith(`${origin}/`) ? location.slice(origin.length) : location,
    cookies: new NextResponse(null, { headers: response.headers }).cookies.getAll(),
  };
}

async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(cookieName('session'))?.value;
}

async function pathAskedFor(): Promise<string> {
  const received = await headers();
  const referer = received.has('next-action') ? received.get('referer') : null;
  if (!referer || !URL.canParse(referer)) return received.get(pathHeader) ?? '/';
  const { pathname, search } = new URL(referer);
  return pathname + search;
}
