import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always } from '../../generate/people';
import type { PublicTable } from '../public-fixture';
import { keyIn, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Identities of Ory Kratos, their addresses and codes. */

export const p = worldOf(7807);
export const s = secretsOf(p);
const identity = uuidOf('identity');
export const ofIdentity = keyIn(identity, 150);
export const nid: FixtureColumn = [
  'uuid NOT NULL REFERENCES networks',
  is.technical,
  () => uuidOf('network')(1),
];
const stamps = (): Record<string, FixtureColumn> => ({
  created_at: ['timestamp NOT NULL', is.technical, p.past],
  updated_at: ['timestamp NOT NULL', is.technical, p.past],
});

const credential = (at: number) =>
  [
    { hashed_password: s.bcrypt() },
    {
      providers: [
        {
          subject: p.f.string.numeric(21),
          provider: 'google',
          initial_id_token: s.hex(200)(),
          initial_access_token: s.hex(200)(),
        },
      ],
    },
    { totp_url: `otpauth://totp/Shop:${p.mail()}?algorithm=SHA1&issuer=Shop&secret=${s.base32(32)()}` },
    {
      recovery_codes: [
        { code: s.lower(8)(), used_at: null },
        { code: s.lower(8)(), used_at: null },
      ],
    },
  ][at % 4];

export const flow = (rows: number): { rows: number; columns: Record<string, FixtureColumn> } => ({
  rows,
  columns: {
    id: ['uuid PRIMARY KEY', is.technical, uuidOf(`flow ${rows}`)],
    request_url: [
      'text NOT NULL',
      is.value,
      p.one(
        'https://id.example.com/self-service/login/browser',
        'https://id.example.com/self-service/login/browser?refresh=true',
      ),
    ],
    issued_at: ['timestamp NOT NULL', is.value, p.past],
    expires_at: ['timestamp NOT NULL', is.value, p.future],
    active_method: ['varchar(32) NOT NULL', is.value, p.one('password', 'oidc', 'code', '')],
    csrf_token: ['varchar(255) NOT NULL', is.token, s.b64(32)],
    ...stamps(),
    type: ['varchar(16) NOT NULL', is.value, p.one('browser', 'api')],
    nid,
  },
});

export const kratosIdentities: Record<string, PublicTable> = {
  networks: {
    rows: 1,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('network')],
      created_at: ['timestamp NOT NULL', is.technical, p.past],
      updated_at: ['timestamp NOT NULL', is.technical, p.past],
    },
  },
  identities: {
    rows: 150,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, identity],
      schema_id: ['varchar(2048) NOT NULL', is.value, p.one('default', 'customer', 'employee')],
      traits: [
        'jsonb NOT NULL',
        is.mail,
        () => ({
          email: p.mail(),
          name: { first: p.given(), last: p.family() },
          phone: p.e164(),
          newsletter: p.yes(),
        }),
        { email: is.mail, 'name.first': is.name, 'name.last': is.name, phone: is.phone },
      ],
      ...stamps(),
      nid,
      state: ['varchar(255) NOT NULL', is.value, p.one('active', 'inactive')],
      metadata_public: ['jsonb', is.value, () => ({ plan: p.one('free', 'pro')() })],
      metadata_admin: [
        'jsonb',
        is.account,
        () => ({ stripe_customer: s.prefixed('cus_', 14)(), note: p.note() }),
        { stripe_customer: is.account, note: is.words },
      ],
      available_aal: ['varchar(4)', is.value, p.one('aal1', 'aal2')],
      organization_id: ['uuid', is.technical, p.nothing],
      external_id: ['varchar(64)', is.login, p.seldom(2, p.digits('K-########'))],
    },
  },
  identity_credential_types: {
    rows: 5,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('credential type')],
      name: [
        'varchar(32) NOT NULL UNIQUE',
        is.value,
        (at) => ['password', 'oidc', 'totp', 'lookup_secret', 'webauthn'][at - 1],
      ],
    },
  },
  identity_credentials: {
    rows: 220,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('credential')],
      config: [
        'jsonb NOT NULL',
        is.password,
        credential,
        {
          hashed_password: is.password,
          'providers[].subject': is.login,
          'providers[].initial_id_token': is.token,
          'providers[].initial_access_token': is.token,
          totp_url: is.key,
          'recovery_codes[].code': is.token,
        },
      ],
      identity_credential_type_id: [
        'uuid NOT NULL REFERENCES identity_credential_types',
        is.technical,
        keyIn(uuidOf('credential type'), 5),
      ],
      identity_id: ['uuid NOT NULL REFERENCES identities', is.technical, ofIdentity],
      ...stamps(),
      nid,
      version: ['int NOT NULL', is.technical, p.int(1)],
    },
  },
  identity_credential_identifiers: {
    rows: 220,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('identifier')],
      identifier: [
        'varchar(255) NOT NULL',
        is.login,
        (at) => [p.mail(), `google:${p.f.string.numeric(21)}`, p.login(), identity(at)][at % 4],
      ],
      identity_credential_id: [
        'uuid NOT NULL REFERENCES identity_credentials',
        is.technical,
        keyIn(uuidOf('credential'), 220),
      ],
      ...stamps(),
      nid,
    },
  },
  identity_verifiable_addresses: {
    rows: 150,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('address')],
      status: ['varchar(16) NOT NULL', is.value, p.one('pending', 'sent', 'completed')],
      via: ['varchar(16) NOT NULL', is.value, p.one('email', 'email', 'sms')],
      verified: ['boolean NOT NULL', is.value, p.yes],
      value: ['varchar(400) NOT NULL', is.mail, (at) => (at % 4 ? p.mail() : p.e164())],
      verified_at: ['timestamp', is.value, p.past],
      identity_id: ['uuid NOT NULL REFERENCES identities', is.technical, ofIdentity],
      nid,
    },
  },
  identity_recovery_addresses: {
    rows: 130,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('recovery')],
      via: ['varchar(16) NOT NULL', is.value, always('email')],
      value: ['varchar(400) NOT NULL', is.mail, p.mail],
      identity_id: ['uuid NOT NULL REFERENCES identities', is.technical, ofIdentity],
      ...stamps(),
    },
  },
  identity_recovery_codes: {
    rows: 50,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('code')],
      code: ['varchar(64) NOT NULL', is.token, s.hex(64)],
      used_at: ['timestamp', is.value, p.seldom(2, p.past)],
      code_type: ['int NOT NULL', is.value, p.one(1, 2)],
      expires_at: ['timestamp NOT NULL', is.value, p.past],
      identity_id: ['uuid NOT NULL REFERENCES identities', is.technical, ofIdentity],
      nid,
    },
  },
  identity_recovery_tokens: {
    rows: 40,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('token')],
      token: ['varchar(64) NOT NULL', is.token, s.hex(64)],
      used: ['boolean NOT NULL', is.value, p.yes],
      identity_id: ['uuid NOT NULL REFERENCES identities', is.technical, ofIdentity],
    },
  },
  identity_verification_codes: {
    rows: 60,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('verification')],
      code_hmac: ['varchar(64) NOT NULL', is.token, s.hex(64)],
      used_at: ['timestamp', is.value, p.seldom(2, p.past)],
      identity_verifiable_address_id: [
        'uuid REFERENCES identity_verifiable_addresses',
        is.technical,
        keyIn(uuidOf('address'), 150),
      ],
      nid,
    },
  },
  identity_login_codes: {
    rows: 60,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('login code')],
      code: ['varchar(64) NOT NULL', is.token, s.hex(64)],
      address: ['varchar(255) NOT NULL', is.mail, p.mail],
      address_type: ['char(36) NOT NULL', is.value, always('email')],
      identity_id: ['uuid NOT NULL REFERENCES identities', is.technical, ofIdentity],
      nid,
    },
  },
  identity_pending_traits_changes: {
    rows: 20,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('pending')],
      identity_id: ['uuid NOT NULL REFERENCES identities', is.technical, ofIdentity],
      new_address_value: ['varchar(255) NOT NULL', is.mail, p.mail],
      new_address_via: ['varchar(16) NOT NULL', is.value, always('email')],
      original_traits_hash: ['varchar(64) NOT NULL', is.quasi, s.hex(64)],
      proposed_traits: [
        'jsonb NOT NULL',
        is.mail,
        () => ({ email: p.mail(), name: { first: p.given(), last: p.family() } }),
        { email: is.mail, 'name.first': is.name, 'name.last': is.name },
      ],
      status: ['varchar(16) NOT NULL', is.value, p.one('pending', 'done')],
    },
  },
};
