import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Ory Hydra, a server of OAuth 2 and OpenID Connect. */

const p = worldOf(7806);
const s = secretsOf(p);
const client = uuidOf('client');
const nid: FixtureColumn = ['uuid NOT NULL REFERENCES networks', is.technical, () => uuidOf('network')(1)];
/** Subjects are what the log-in program calls a person: a number, a mail or an identifier. */
const subject = (at: number) => [uuidOf('subject')(at), p.mail(), p.login()][at % 3];
const form = () =>
  `client_id=${client(3)}&code_challenge=${s.b64url(32)()}&login_hint=${encodeURIComponent(p.mail())}&nonce=${s.letters(24)()}&state=${s.letters(32)()}`;
const session = () =>
  JSON.stringify({
    id_token: {
      id_token_claims: { iss: 'https://auth.example.com/', sub: p.login(), auth_time: p.past() },
      headers: { extra: {} },
      username: '',
      subject: p.login(),
    },
    extra: { email: p.mail(), name: p.full() },
    kid: uuidOf('kid')(1),
    client_id: client(3),
  });

const request = (): Record<
  string,
  FixtureColumn | [...FixtureColumn, Record<string, 'direct.username' | 'direct.mail' | 'direct.person_name'>]
> => ({
  signature: ['varchar(255) PRIMARY KEY', is.token, s.b64url(32)],
  request_id: ['varchar(40) NOT NULL', is.technical, uuidOf('request')],
  requested_at: ['timestamp NOT NULL', is.value, p.past],
  client_id: ['varchar(255) NOT NULL REFERENCES hydra_client', is.technical, keyIn(client, 15)],
  scope: ['text NOT NULL', is.value, p.one('openid', 'openid|offline', 'openid|profile|email')],
  granted_scope: ['text NOT NULL', is.value, p.one('openid', 'openid|offline')],
  form_data: ['text NOT NULL', is.token, form],
  session_data: [
    'text NOT NULL',
    is.mail,
    session,
    {
      'id_token.id_token_claims.sub': is.login,
      'id_token.subject': is.login,
      'extra.email': is.mail,
      'extra.name': is.name,
    },
  ],
  subject: ['varchar(255) NOT NULL', is.login, subject],
  active: ['boolean NOT NULL', is.value, p.yes],
  requested_audience: ['text', is.value, always('')],
  granted_audience: ['text', is.value, always('')],
  challenge_id: ['varchar(40)', is.token, s.hex(32)],
  nid,
});

export const hydra = publicFixture('hydra', p.seed, {
  networks: {
    rows: 1,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('network')],
      created_at: ['timestamp NOT NULL', is.technical, p.past],
      updated_at: ['timestamp NOT NULL', is.technical, p.past],
    },
  },
  hydra_client: {
    rows: 15,
    columns: {
      id: ['varchar(255) PRIMARY KEY', is.technical, client],
      client_name: [
        'text NOT NULL',
        is.value,
        p.one('Web shop', 'Mobile app', 'Back office', 'Partner portal'),
      ],
      client_secret: ['text NOT NULL', is.key, s.pbkdf2],
      scope: ['text NOT NULL', is.value, always('openid offline profile email')],
      owner: ['text NOT NULL', is.mail, p.seldom(2, p.mail, '')],
      policy_uri: ['text NOT NULL', is.value, p.seldom(3, p.url, '')],
      client_uri: ['text NOT NULL', is.value, p.seldom(3, p.url, '')],
      logo_uri: ['text NOT NULL', is.value, always('')],
      jwks: ['text NOT NULL', is.value, always('{}')],
      jwks_uri: ['text NOT NULL', is.wire, p.seldom(3, () => `${p.url()}/jwks.json`, '')],
      token_endpoint_auth_method: ['varchar(25) NOT NULL', is.value, p.one('client_secret_basic', 'none')],
      subject_type: ['varchar(15) NOT NULL', is.value, p.one('public', 'pairwise')],
      created_at: ['timestamp NOT NULL', is.technical, p.past],
      frontchannel_logout_uri: ['text NOT NULL', is.wire, p.seldom(3, p.url, '')],
      backchannel_logout_uri: ['text NOT NULL', is.wire, p.seldom(3, p.url, '')],
      metadata: ['text NOT NULL', is.value, always('{"team":"platform"}')],
      registration_access_token_signature: ['varchar(128) NOT NULL', is.token, s.b64url(32)],
      nid,
      redirect_uris: ['jsonb NOT NULL', is.wire, () => [`${p.url()}/callback`]],
      grant_types: ['jsonb NOT NULL', is.value, always(['authorization_code', 'refresh_token'])],
      contacts: ['jsonb NOT NULL', is.mail, () => [p.mail(), p.mail()], { '[]': is.mail }],
      access_token_strategy: ['varchar(10) NOT NULL', is.value, p.one('', 'jwt', 'opaque')],
      skip_consent: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  hydra_jwk: {
    rows: 6,
    columns: {
      pk: ['uuid PRIMARY KEY', is.technical, uuidOf('jwk')],
      sid: ['varchar(255) NOT NULL', is.value, p.one('hydra.openid.id-token', 'hydra.jwt.access-token')],
      kid: ['varchar(255) NOT NULL', is.technical, uuidOf('kid')],
      version: ['int NOT NULL', is.technical, always(0)],
      keydata: ['text NOT NULL', is.key, s.b64url(1400)],
      created_at: ['timestamp NOT NULL', is.technical, p.past],
      nid,
    },
  },
  hydra_oauth2_access: {
    rows: 220,
    columns: { ...request(), expires_at: ['timestamp', is.technical, p.future] },
  },
  hydra_oauth2_refresh: {
    rows: 200,
    columns: {
      ...request(),
      first_used_at: ['timestamp', is.value, p.seldom(2, p.past)],
      access_token_signature: ['varchar(255)', is.token, p.seldom(2, s.b64url(32))],
      used_times: ['int', is.value, p.seldom(2, p.int(3))],
    },
  },
  hydra_oauth2_code: { rows: 150, columns: request() },
  hydra_oauth2_pkce: { rows: 120, columns: request() },
  hydra_oauth2_authentication_session: {
    rows: 120,
    columns: {
      id: ['varchar(40) PRIMARY KEY', is.session, uuidOf('login session')],
      authenticated_at: ['timestamp', is.value, p.past],
      subject: ['varchar(255) NOT NULL', is.login, subject],
      remember: ['boolean NOT NULL', is.value, p.yes],
      nid,
      identity_provider_session_id: ['varchar(40)', is.session, p.seldom(2, () => p.f.string.uuid())],
    },
  },
  hydra_oauth2_flow: {
    rows: 160,
    columns: {
      login_challenge: ['varchar(40) PRIMARY KEY', is.token, s.hex(32)],
      login_verifier: ['varchar(40)', is.token, s.hex(32)],
      login_csrf: ['varchar(40)', is.token, s.hex(32)],
      subject: ['varchar(255)', is.login, subject],
      request_url: ['text', is.token, () => `https://auth.example.com/oauth2/auth?${form()}`],
      login_skip: ['boolean', is.value, p.yes],
      client_id: ['varchar(255) REFERENCES hydra_client', is.technical, keyIn(client, 15)],
      requested_at: ['timestamp NOT NULL', is.value, p.past],
      oidc_context: [
        'jsonb',
        is.mail,
        () => ({ login_hint: p.mail(), ui_locales: ['en'], display: 'page' }),
        { login_hint: is.mail },
      ],
      login_session_id: ['varchar(40)', is.session, () => p.f.string.uuid()],
      state: ['int', is.value, p.int(9)],
      login_remember: ['boolean', is.value, p.yes],
      login_error: ['text', is.value, p.seldom(9, always('{"error":"access_denied"}'), '{}')],
      acr: ['text', is.value, p.one('', 'aal1', 'aal2')],
      forced_subject_identifier: ['varchar(255)', is.login, p.seldom(3, p.login, '')],
      context: [
        'jsonb',
        is.name,
        () => ({ name: p.full(), department: p.one('it', 'hr')() }),
        { name: is.name },
      ],
      consent_challenge_id: ['varchar(40)', is.token, s.hex(32)],
      consent_verifier: ['varchar(40)', is.token, s.hex(32)],
      consent_csrf: ['varchar(40)', is.token, s.hex(32)],
      session_id_token: [
        'jsonb',
        is.mail,
        () => ({ email: p.mail(), email_verified: p.yes(), phone_number: p.e164() }),
        { email: is.mail, phone_number: is.phone },
      ],
      nid,
      device_verifier: ['varchar(40)', is.token, p.seldom(6, s.hex(32))],
      device_csrf: ['varchar(40)', is.token, p.seldom(6, s.hex(32))],
    },
  },
  hydra_oauth2_logout_request: {
    rows: 50,
    columns: {
      challenge: ['varchar(36) PRIMARY KEY', is.token, s.hex(32)],
      verifier: ['varchar(36) NOT NULL UNIQUE', is.token, s.hex(32)],
      subject: ['varchar(255) NOT NULL', is.login, subject],
      sid: ['varchar(36) NOT NULL', is.session, () => p.f.string.uuid()],
      client_id: ['varchar(255)', is.technical, keyIn(client, 15)],
      request_url: [
        'text NOT NULL',
        is.token,
        () => `/oauth2/sessions/logout?id_token_hint=${s.jwt(() => ({ sub: p.login() }))()}`,
      ],
      redir_url: ['text NOT NULL', is.wire, p.url],
      was_used: ['boolean NOT NULL', is.value, p.yes],
      nid,
    },
  },
  hydra_oauth2_obfuscated_authentication_session: {
    rows: 60,
    columns: {
      subject: ['varchar(255) NOT NULL', is.login, (at) => `${p.login()}${at}`],
      client_id: ['varchar(255) NOT NULL REFERENCES hydra_client', is.technical, keyIn(client, 15)],
      subject_obfuscated: ['varchar(255) NOT NULL', is.login, s.hex(64)],
      nid,
    },
    constraints: 'PRIMARY KEY (subject, client_id)',
  },
  hydra_oauth2_jti_blacklist: {
    rows: 40,
    columns: {
      signature: ['varchar(64) PRIMARY KEY', is.token, s.hex(64)],
      expires_at: ['timestamp NOT NULL', is.technical, p.future],
      nid,
    },
  },
  hydra_oauth2_trusted_jwt_bearer_issuer: {
    rows: 5,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('issuer')],
      issuer: ['varchar(255) NOT NULL', is.wire, p.url],
      subject: ['varchar(255) NOT NULL', is.mail, p.mail],
      scope: ['text NOT NULL', is.value, always('openid')],
      key_set: ['varchar(255) NOT NULL', is.technical, p.one('partner', 'ci')],
      key_id: ['varchar(255) NOT NULL', is.technical, s.letters(22)],
      allow_any_subject: ['boolean NOT NULL', is.value, p.yes],
    },
  },
});
