import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

type Told = { email?: string; email_verified?: boolean; name?: string };

/** Somebody at the identity provider, and what it says of them in the ID token otherwise than at the userinfo endpoint. */
export type Identity = Told & { sub: string; inIdToken?: Told };

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
  let identity: Identity = { sub: 'nobody' };
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
    // The ID token says what the userinfo endpoint says, as with many providers, though the standard asks for less.
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: (use) => {
        const { inIdToken, ...told } = identity;
        return { ...told, ...(use === 'id_token' ? inIdToken : {}), sub };
      },
    }),
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
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const next = response.headers.get('location');
    if (!next) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
    location = new URL(next, location).toString();
  }
  return location;
}
