import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody at the identity provider. */
export type Identity = { sub: string; email: string; email_verified?: boolean; name?: string };

export type IdentityProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Plays the browser: opens the authorization URL as this somebody and returns where the provider sends them. */
  authorize: (location: string, identity: Identity) => Promise<string>;
  close: () => Promise<void>;
};

/** A real OpenID Connect provider on a free loopback port that signs everybody in without asking. */
export async function startIdentityProvider(callbackUrl: string): Promise<IdentityProvider> {
  let identity: Identity = { sub: 'nobody', email: 'nobody@example.test' };
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction')) return handle(request, response);
    return provider.interactionFinished(request, response, { login: { accountId: identity.sub } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const client = { client_id: 'sandgate', client_secret: 'known to this test alone' };
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [callbackUrl], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of no importance'] },
    interactions: { url: () => '/interaction' },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...identity, sub }) }),
    loadExistingGrant: async ({ oidc }) => {
      const { clientId } = oidc.client;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  return {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    authorize: (location, somebody) => {
      identity = somebody;
      return browse(location, callbackUrl);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Follows redirects with a cookie jar of its own until one leads to `until`. */
async function browse(start: string, until: string): Promise<string> {
  const jar = new Map<string, string>();
  let location = start;
  for (let hop = 0; hop < 10 && !location.startsWith(until); hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(location, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name && value !== undefined) jar.set(name, value);
    }
    const next = response.headers.get('location');
    if (!next) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
    location = new URL(next, location).toString();
  }
  return location;
}
