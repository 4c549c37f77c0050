import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Supabase Auth, once GoTrue: users, sessions and how they sign in. */

const p = worldOf(7811);
const s = secretsOf(p);
const user = uuidOf('user');
const id = (table: string): FixtureColumn => ['uuid PRIMARY KEY', is.technical, uuidOf(table)];
const ofUser: FixtureColumn = ['uuid REFERENCES users', is.technical, keyIn(user, 160)];
const stamp = (): FixtureColumn => ['timestamptz', is.technical, p.past];
const token = (every: number): FixtureColumn => ['varchar(255)', is.token, p.seldom(every, s.hex(56), '')];
const metadata = () =>
  `<?xml version="1.0"?><EntityDescriptor entityID="${p.url()}"><IDPSSODescriptor><KeyDescriptor use="signing"><X509Certificate>${s.certificate()}</X509Certificate></KeyDescriptor><ContactPerson><EmailAddress>${p.mail()}</EmailAddress></ContactPerson></IDPSSODescriptor></EntityDescriptor>`;

export const supabaseAuth = publicFixture('supabase_auth', p.seed, {
  users: {
    rows: 160,
    columns: {
      instance_id: ['uuid', is.technical, always('00000000-0000-0000-0000-000000000000')],
      id: id('user'),
      aud: ['varchar(255)', is.value, always('authenticated')],
      role: ['varchar(255)', is.value, always('authenticated')],
      email: ['varchar(255) UNIQUE', is.mail, p.mail],
      encrypted_password: ['varchar(255)', is.password, s.bcrypt],
      email_confirmed_at: ['timestamptz', is.value, p.past],
      invited_at: ['timestamptz', is.value, p.seldom(5, p.past)],
      confirmation_token: token(3),
      recovery_token: token(5),
      email_change_token_new: token(8),
      email_change: ['varchar(255)', is.mail, p.seldom(8, p.mail, '')],
      last_sign_in_at: ['timestamptz', is.value, p.past],
      raw_app_meta_data: [
        'jsonb',
        is.value,
        () => ({ provider: p.one('email', 'google')(), providers: ['email'] }),
      ],
      raw_user_meta_data: [
        'jsonb',
        is.name,
        () => ({
          full_name: p.full(),
          avatar_url: p.picture(),
          email: p.mail(),
          iss: 'https://accounts.google.com',
          sub: p.f.string.numeric(21),
          phone_verified: p.yes(),
        }),
        { full_name: is.name, avatar_url: is.image, email: is.mail, sub: is.login },
      ],
      is_super_admin: ['boolean', is.value, p.one(null, false)],
      created_at: stamp(),
      phone: ['text UNIQUE', is.phone, p.seldom(2, p.digits('4915#########'))],
      phone_change: ['text', is.phone, p.seldom(12, p.digits('4915#########'), '')],
      phone_change_token: token(12),
      email_change_token_current: token(8),
      banned_until: ['timestamptz', is.value, p.seldom(20, p.future)],
      reauthentication_token: token(10),
      is_sso_user: ['boolean NOT NULL', is.value, p.yes],
      is_anonymous: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  identities: {
    rows: 170,
    columns: {
      id: id('identity'),
      provider_id: ['text NOT NULL', is.login, (at) => (at % 2 ? p.f.string.numeric(21) : user(at))],
      user_id: ofUser,
      identity_data: [
        'jsonb NOT NULL',
        is.mail,
        () => ({
          sub: p.f.string.numeric(21),
          email: p.mail(),
          full_name: p.full(),
          picture: p.picture(),
          email_verified: p.yes(),
          preferred_username: p.login(),
        }),
        {
          sub: is.login,
          email: is.mail,
          full_name: is.name,
          picture: is.image,
          preferred_username: is.login,
        },
      ],
      provider: ['text NOT NULL', is.value, p.one('google', 'github', 'email')],
      last_sign_in_at: ['timestamptz', is.value, p.past],
    },
  },
  oauth_clients: {
    rows: 5,
    columns: {
      id: id('client'),
      client_secret_hash: ['text', is.key, s.b64url(32)],
      registration_type: ['text NOT NULL', is.value, p.one('dynamic', 'manual')],
      redirect_uris: ['text NOT NULL', is.wire, p.url],
      grant_types: ['text NOT NULL', is.value, always('authorization_code,refresh_token')],
      client_name: ['text', is.value, p.company],
      client_uri: ['text', is.value, p.url],
      client_type: ['text NOT NULL', is.value, p.one('confidential', 'public')],
    },
  },
  sessions: {
    rows: 200,
    columns: {
      id: id('session'),
      user_id: ofUser,
      created_at: stamp(),
      factor_id: ['uuid', is.technical, p.nothing],
      aal: ['text', is.value, p.one('aal1', 'aal2')],
      not_after: ['timestamptz', is.value, p.nothing],
      user_agent: ['text', is.device, p.agent],
      ip: ['inet', is.ip, p.ip],
      tag: ['text', is.value, p.nothing],
      refresh_token_hmac_key: ['text', is.key, p.seldom(2, s.b64url(32))],
      refresh_token_counter: ['bigint', is.technical, p.int(40)],
      scopes: ['text', is.value, p.one(null, 'openid email')],
    },
  },
  refresh_tokens: {
    rows: 300,
    columns: {
      instance_id: ['uuid', is.technical, always('00000000-0000-0000-0000-000000000000')],
      id: ['bigint PRIMARY KEY', is.technical, (at) => at],
      token: ['varchar(255) UNIQUE', is.token, s.lower(12)],
      user_id: ['varchar(255)', is.technical, keyIn(user, 160)],
      revoked: ['boolean', is.value, p.yes],
      created_at: stamp(),
      parent: ['varchar(255)', is.token, p.seldom(2, s.lower(12))],
      session_id: ['uuid REFERENCES sessions', is.technical, keyIn(uuidOf('session'), 200)],
    },
  },
  one_time_tokens: {
    rows: 50,
    columns: {
      id: id('one time'),
      user_id: ofUser,
      token_type: [
        'text NOT NULL',
        is.value,
        p.one('confirmation_token', 'recovery_token', 'email_change_token_new'),
      ],
      token_hash: ['text NOT NULL', is.token, s.hex(56)],
      relates_to: ['text NOT NULL', is.mail, p.mail],
      created_at: ['timestamp NOT NULL', is.technical, p.past],
    },
  },
  mfa_factors: {
    rows: 50,
    columns: {
      id: id('factor'),
      user_id: ofUser,
      friendly_name: ['text', is.device, p.device],
      factor_type: ['text NOT NULL', is.value, p.one('totp', 'webauthn', 'phone')],
      status: ['text NOT NULL', is.value, p.one('verified', 'unverified')],
      secret: ['text', is.key, s.base32(32)],
      phone: ['text UNIQUE', is.phone, p.seldom(3, p.digits('4915#########'))],
      web_authn_credential: [
        'jsonb',
        is.key,
        p.seldom(3, () => ({ id: s.b64(32)(), publicKey: s.b64(77)(), attestationType: 'none' })),
        { id: is.key },
      ],
      web_authn_aaguid: ['uuid', is.technical, p.seldom(3, () => p.f.string.uuid())],
    },
  },
  mfa_challenges: {
    rows: 70,
    columns: {
      id: id('challenge'),
      factor_id: ['uuid NOT NULL REFERENCES mfa_factors', is.technical, keyIn(uuidOf('factor'), 50)],
      created_at: stamp(),
      verified_at: ['timestamptz', is.value, p.seldom(2, p.past)],
      ip_address: ['inet NOT NULL', is.ip, p.ip],
      otp_code: ['text', is.token, p.seldom(2, p.digits('######'))],
      web_authn_session_data: [
        'jsonb',
        is.token,
        p.seldom(3, () => ({ challenge: s.b64url(32)(), user_id: s.b64(16)() })),
        { challenge: is.token, user_id: is.login },
      ],
    },
  },
  webauthn_credentials: {
    rows: 30,
    columns: {
      id: id('credential'),
      user_id: ofUser,
      credential_id: ['bytea NOT NULL', is.key, s.bytes(32)],
      public_key: ['bytea NOT NULL', is.quasi, s.bytes(77)],
      attestation_type: ['text NOT NULL', is.value, always('none')],
      aaguid: ['uuid', is.technical, () => p.f.string.uuid()],
      sign_count: ['bigint NOT NULL', is.technical, p.int(40)],
      friendly_name: ['text NOT NULL', is.device, p.device],
    },
  },
  flow_state: {
    rows: 60,
    columns: {
      id: id('flow'),
      user_id: ['uuid', is.technical, keyIn(user, 160)],
      auth_code: ['text', is.token, uuidOf('auth code')],
      code_challenge_method: ['text', is.value, p.one('s256', 'plain')],
      code_challenge: ['text', is.token, s.b64url(32)],
      provider_type: ['text NOT NULL', is.value, p.one('google', 'github', 'recovery')],
      provider_access_token: ['text', is.token, p.seldom(2, s.prefixed('gho_', 36))],
      provider_refresh_token: ['text', is.token, p.seldom(2, s.prefixed('1//0', 90))],
      authentication_method: ['text NOT NULL', is.value, p.one('oauth', 'otp', 'magiclink')],
      invite_token: ['text', is.token, p.seldom(6, s.hex(56))],
      referrer: ['text', is.value, p.seldom(2, p.url)],
      email_optional: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  saml_providers: {
    rows: 4,
    columns: {
      id: id('saml'),
      entity_id: ['text NOT NULL UNIQUE', is.value, () => p.once(p.url)],
      metadata_xml: ['text NOT NULL', is.mail, metadata],
      metadata_url: ['text', is.wire, p.url],
      attribute_mapping: ['jsonb', is.value, always({ keys: { email: { name: 'mail' } } })],
    },
  },
  saml_relay_states: {
    rows: 30,
    columns: {
      id: id('relay'),
      request_id: ['text NOT NULL', is.token, () => `id-${s.hex(40)()}`],
      for_email: ['text', is.mail, p.mail],
      redirect_to: ['text', is.value, p.url],
      created_at: stamp(),
    },
  },
  custom_oauth_providers: {
    rows: 3,
    columns: {
      id: id('provider'),
      provider_type: ['text NOT NULL', is.value, p.one('oauth2', 'oidc')],
      identifier: ['text NOT NULL', is.value, p.one('custom:corp', 'custom:partner')],
      name: ['text NOT NULL', is.value, p.company],
      client_id: ['text NOT NULL', is.value, s.letters(20)],
      client_secret: [
        'text NOT NULL',
        is.key,
        () =>
          JSON.stringify({
            key_id: p.f.string.uuid(),
            alg: 'aes-gcm-hkdf',
            data: s.b64url(48)(),
            nonce: s.b64url(12)(),
          }),
        { data: is.key },
      ],
      token_url: ['text', is.wire, p.url],
      jwks_uri: ['text', is.wire, p.url],
    },
  },
  oauth_authorizations: {
    rows: 40,
    columns: {
      id: id('authorization'),
      authorization_id: ['text NOT NULL UNIQUE', is.token, s.lower(32)],
      client_id: ['uuid NOT NULL REFERENCES oauth_clients', is.technical, keyIn(uuidOf('client'), 5)],
      user_id: ofUser,
      redirect_uri: ['text NOT NULL', is.wire, p.url],
      scope: ['text NOT NULL', is.value, always('openid email')],
      state: ['text', is.token, s.b64url(24)],
      code_challenge: ['text', is.token, s.b64url(32)],
      authorization_code: ['text UNIQUE', is.token, () => p.f.string.uuid()],
      nonce: ['text', is.token, p.seldom(2, s.letters(16))],
      expires_at: ['timestamptz NOT NULL', is.technical, p.future],
    },
  },
  audit_log_entries: {
    rows: 300,
    columns: {
      id: id('audit'),
      payload: [
        'json',
        is.mail,
        (at) => ({
          action: p.one('login', 'logout', 'token_refreshed')(),
          actor_id: user(at % 160),
          actor_name: p.full(),
          actor_username: p.mail(),
          actor_via_sso: false,
          log_type: 'account',
        }),
        { actor_name: is.name, actor_username: is.mail },
      ],
      created_at: stamp(),
      ip_address: ['varchar(64) NOT NULL', is.ip, p.ip],
    },
  },
});
