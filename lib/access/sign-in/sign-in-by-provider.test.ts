import './resolve-next.fixture';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { transaction } from '@/lib/db/transaction';
import { configure } from '@/lib/env';
import { useControlDatabase } from '@/lib/testing/database';
import { fillDemoPeople } from '@/prisma/demo-people';
import { findActor } from '../find-actor';
import { finishProviderSignIn, startProviderSignIn } from '../session';
import { type Identity, type IdentityProvider, startIdentityProvider } from './identity-provider.fixture';

const publicUrl = 'http://localhost:4321';
const callbackUrl = `${publicUrl}/api/auth/callback/oidc`;
const amara = 'amara.okafor@example.test';
const tomas = 'tomas.novak@example.test';
const known: Identity = { sub: 'idp|1', email: amara, email_verified: true, name: 'Amara at the provider' };

let provider: IdentityProvider;
useControlDatabase();
beforeAll(async () => {
  provider = await startIdentityProvider(callbackUrl);
  await transaction(fillDemoPeople);
});
beforeEach(async () => {
  configure({
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_EMAIL_VERIFIED: '',
  });
  await db().account.deleteMany();
  await db().session.deleteMany();
  await db().person.updateMany({ data: { disabledAt: null } });
});
afterAll(() => provider.close());

type Landing = { location: string; token: string | undefined; response: Response };

/** The browser's way: our start, the provider, our callback; `tamper` changes what the browser brings back. */
async function signIn(
  identity: Identity,
  tamper: (request: { url: string; cookie: string }) => { url: string; cookie: string } = (same) => same,
  next?: string,
): Promise<Landing> {
  const step = await startProviderSignIn({ next });
  const url = await provider.authorize(step.location, identity);
  const cookie = step.cookies.map((each) => `${each.name}=${encodeURIComponent(each.value)}`).join('; ');
  const brought = tamper({ url, cookie });
  return land(await finishProviderSignIn(new Request(brought.url, { headers: { cookie: brought.cookie } })));
}

function land(response: Response): Landing {
  const line = response.headers.getSetCookie().find((each) => each.startsWith('sandgate.session='));
  const token = line?.slice('sandgate.session='.length).split(';')[0];
  return { location: response.headers.get('location') ?? '', token: token || undefined, response };
}

test('a person whose address the provider has verified gets a session and goes where they wanted', async () => {
  const landing = await signIn(known, undefined, '/requests?state=approved');
  expect(landing.location).toBe(`${publicUrl}/requests?state=approved`);
  const actor = await findActor(landing.token);
  expect(actor).toMatchObject({ kind: 'person', email: amara, role: 'customer' });
  expect(Date.now() - Number(actor?.authenticatedAt)).toBeLessThan(60_000);
  expect(landing.response.headers.get('cache-control')).toBe('no-store');
});

test('the address may be written in another case than ours', async () => {
  const landing = await signIn({ ...known, email: 'Amara.Okafor@Example.Test' });
  expect(await findActor(landing.token)).toMatchObject({ email: amara });
});

test('once linked, the account is known by its subject, whatever its address becomes', async () => {
  await signIn(known);
  const landing = await signIn({ ...known, email: 'elsewhere@example.test', email_verified: false });
  expect(await findActor(landing.token)).toMatchObject({ email: amara });
});

test('a linked account means nothing once another provider is configured', async () => {
  await signIn(known);
  await db().account.updateMany({ data: { provider: 'https://former.example.test' } });
  const landing = await signIn({ ...known, email: 'elsewhere@example.test', email_verified: true });
  expect(landing.token).toBeUndefined();
});

const refused: [string, Identity][] = [
  ['an address that the provider has not verified', { ...known, email_verified: false }],
  [
    'an address of which the provider does not say that it is verified',
    { ...known, email_verified: undefined },
  ],
  ['an address that nobody here has', { ...known, sub: 'idp|2', email: 'stranger@example.test' }],
];
test.each(refused)('%s is refused and leaves nothing behind', async (_what, identity) => {
  const peopleBefore = await db().person.count();
  const landing = await signIn(identity);
  expect(landing.location).toBe(`${publicUrl}/sign-in?error=AccessDenied`);
  expect(landing.token).toBeUndefined();
  expect([await db().session.count(), await db().account.count(), await db().person.count()]).toEqual([
    0,
    0,
    peopleBefore,
  ]);
});

const otherForms: [string, string, Partial<Record<string, unknown>>][] = [
  ['the text "true"', 'text', { email_verified: 'true' }],
  ['no word of it', 'absent', { email_verified: undefined }],
];
test.each(otherForms)(
  '%s is accepted where OIDC_EMAIL_VERIFIED says %s, and nowhere else',
  async (_what, name, claims) => {
    const identity = { ...known, ...claims } as Identity;
    for (const others of ['', 'id_token', name === 'text' ? 'absent' : 'text']) {
      configure({ OIDC_EMAIL_VERIFIED: others });
      expect((await signIn(identity)).token, others).toBeUndefined();
    }
    configure({ OIDC_EMAIL_VERIFIED: name });
    expect(await findActor((await signIn(identity)).token)).toMatchObject({ email: amara });
  },
);

const { email: _email, email_verified: _verified, ...unnamed } = known;
const verifiedInToken: [string, Identity][] = [
  ['that the address is verified', { ...unnamed, email: amara, inIdToken: { email_verified: true } }],
  ['the address and that it is verified', { ...unnamed, inIdToken: { email: amara, email_verified: true } }],
];
test.each(verifiedInToken)(
  'where the ID token alone says %s, that is accepted where OIDC_EMAIL_VERIFIED says id_token, and not without',
  async (_what, identity) => {
    for (const others of ['', 'text']) {
      configure({ OIDC_EMAIL_VERIFIED: others });
      expect((await signIn(identity)).token, others).toBeUndefined();
    }
    configure({ OIDC_EMAIL_VERIFIED: 'id_token' });
    expect(await findActor((await signIn(identity)).token)).toMatchObject({ email: amara });
    expect(await db().account.count()).toBe(1);
  },
);

test.each<[string, Identity]>([
  [
    'speaks of another address',
    { ...unnamed, email: amara, inIdToken: { email: tomas, email_verified: true } },
  ],
  [
    'says it of an address that the userinfo endpoint calls unverified',
    { ...known, email_verified: false, inIdToken: { email_verified: true } },
  ],
  ['says that it is not', { ...unnamed, email: amara, inIdToken: { email_verified: false } }],
  ['says it of no address', { ...unnamed, inIdToken: { email_verified: true } }],
])('an ID token that %s lets nobody in', async (_what, identity) => {
  configure({ OIDC_EMAIL_VERIFIED: 'id_token' });
  expect((await signIn(identity)).token).toBeUndefined();
  expect([await db().session.count(), await db().account.count()]).toEqual([0, 0]);
});

test('a disabled person is refused, before and after their account was linked', async () => {
  await db().person.update({ where: { email: amara }, data: { disabledAt: new Date() } });
  expect((await signIn(known)).token).toBeUndefined();
  await db().person.update({ where: { email: amara }, data: { disabledAt: null } });
  expect((await signIn(known)).token).toBeDefined();
  await db().person.update({ where: { email: amara }, data: { disabledAt: new Date() } });
  const refused = await signIn(known);
  expect(refused.token).toBeUndefined();
  // The account is not found at all: `openSession`, which refuses as well, would end as a fault of the configuration.
  expect(refused.location).toContain('error=AccessDenied');
});

test('a callback without the cookies of its start, or with another state, is refused', async () => {
  const withoutCookies = await signIn(known, ({ url }) => ({ url, cookie: '' }));
  const forgedState = await signIn(known, ({ url, cookie }) => ({
    url: url.replace(/state=[^&]+/, 'state=forged'),
    cookie,
  }));
  for (const landing of [withoutCookies, forgedState]) {
    expect(landing.token).toBeUndefined();
    expect(landing.location).toContain(`${publicUrl}/sign-in?error=`);
  }
  expect(await db().session.count()).toBe(0);
});

test('a callback that is sent again opens no second session', async () => {
  let again = { url: '', cookie: '' };
  await signIn(known, (request) => {
    again = request;
    return request;
  });
  const replay = land(
    await finishProviderSignIn(new Request(again.url, { headers: { cookie: again.cookie } })),
  );
  expect(replay.token).toBeUndefined();
  expect(await db().session.count()).toBe(1);
});

test('signing in while somebody else is signed in here does not give them the account', async () => {
  const other = await signIn({ sub: 'idp|9', email: tomas, email_verified: true });
  const landing = await signIn(known, ({ url, cookie }) => ({
    url,
    cookie: `${cookie}; sandgate.session=${other.token}`,
  }));
  expect(await findActor(landing.token)).toMatchObject({ email: amara });
  const account = await db().account.findFirstOrThrow({
    where: { providerAccountId: known.sub },
    include: { user: true },
  });
  expect(account.user.email).toBe(amara);
  expect(await findActor(other.token), 'the session that this browser had before').toBeNull();
});

test('the host that a request names is never used', async () => {
  const landing = await signIn(known, ({ url, cookie }) => ({
    url: url.replace(publicUrl, 'http://evil.example'),
    cookie,
  }));
  expect(landing.location).toBe(`${publicUrl}/`);
});

test('neither our session token nor the tokens of the provider are kept', async () => {
  const { token = 'none' } = await signIn(known);
  const rows = JSON.stringify([await db().session.findMany(), await db().account.findMany()]);
  expect(rows).toContain('idp|1');
  expect(rows).not.toContain(token);
  expect(rows).toContain('"access_token":null');
  expect(rows).toContain('"id_token":null');
});

test('the audit tells who signed in and how', async () => {
  await signIn(known);
  const event = await db().auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  expect(event).toMatchObject({ event: 'person.signed_in', details: { method: 'provider' } });
});

test('on https every cookie of sign-in is Secure and has the __Host- prefix', async () => {
  configure({ PUBLIC_URL: 'https://desk.example.test' });
  const { cookies } = await startProviderSignIn({});
  expect(cookies.length).toBeGreaterThan(2);
  for (const cookie of cookies) {
    expect(cookie.name).toMatch(/^__Host-/);
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, path: '/' });
    expect(cookie.domain).toBeUndefined();
  }
});
