import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import type { PublicTable } from '../public-fixture';
import { secretsOf } from '../secrets';
import { worldOf } from '../world';

/** People of Mastodon and the programs that act for them. */

export const p = worldOf(7813);
export const s = secretsOf(p);
export const id: FixtureColumn = ['bigint PRIMARY KEY', is.technical, row];
export const stamp = (): FixtureColumn => ['timestamp NOT NULL', is.technical, p.past];
export const ofAccount: FixtureColumn = ['bigint NOT NULL REFERENCES accounts', is.technical, to(180)];
export const ofUser: FixtureColumn = ['bigint NOT NULL REFERENCES users', is.technical, to(90)];
const profile = (ending: string) => () => `https://social.example/users/${p.login()}${ending}`;

export const mastodonPeople: Record<string, PublicTable> = {
  accounts: {
    rows: 180,
    columns: {
      id,
      username: ['varchar NOT NULL', is.login, p.login],
      domain: ['varchar', is.value, p.seldom(2, () => p.f.internet.domainName())],
      private_key: ['text', is.key, p.seldom(2, s.privateKey)],
      public_key: ['text NOT NULL', is.quasi, s.publicKey],
      created_at: stamp(),
      note: ['text NOT NULL', is.words, p.bio],
      display_name: ['varchar NOT NULL', is.name, p.full],
      uri: ['varchar NOT NULL', is.login, profile('')],
      url: ['varchar', is.login, () => `https://social.example/@${p.login()}`],
      avatar_file_name: ['varchar', is.image, p.seldom(2, () => `${s.hex(16)()}.png`)],
      avatar_content_type: ['varchar', is.value, p.one('image/png', 'image/jpeg')],
      avatar_file_size: ['int', is.value, p.int(900_000)],
      avatar_remote_url: ['varchar', is.image, p.seldom(2, p.picture)],
      locked: ['boolean NOT NULL', is.value, p.yes],
      header_remote_url: ['varchar NOT NULL', is.image, p.seldom(2, p.picture, '')],
      inbox_url: ['varchar NOT NULL', is.login, profile('/inbox')],
      followers_url: ['varchar NOT NULL', is.login, profile('/followers')],
      fields: [
        'jsonb',
        is.words,
        () => [
          { name: 'Blog', value: p.url() },
          { name: 'Pronouns', value: p.one('she/her', 'he/him', 'they')() },
          { name: 'Mail', value: p.mail() },
        ],
        { '[].value': is.words },
      ],
      actor_type: ['varchar', is.value, p.one('Person', 'Service')],
      also_known_as: ['varchar[]', is.login, p.seldom(4, () => [`https://other.example/users/${p.login()}`])],
      discoverable: ['boolean', is.value, p.yes],
    },
  },
  user_roles: {
    rows: 4,
    columns: {
      id,
      name: ['varchar NOT NULL', is.value, p.one('Owner', 'Admin', 'Moderator')],
      color: ['varchar NOT NULL', is.value, () => p.f.color.rgb()],
      permissions: ['bigint NOT NULL', is.technical, p.int(999)],
    },
  },
  users: {
    rows: 90,
    columns: {
      id,
      email: ['varchar NOT NULL UNIQUE', is.mail, p.mail],
      created_at: stamp(),
      encrypted_password: ['varchar NOT NULL', is.password, s.bcrypt],
      reset_password_token: ['varchar UNIQUE', is.token, p.seldom(6, s.hex(64))],
      sign_in_count: ['int NOT NULL', is.value, p.int(300)],
      confirmation_token: ['varchar UNIQUE', is.token, p.seldom(2, s.b64url(15))],
      unconfirmed_email: ['varchar', is.mail, p.seldom(9, p.mail)],
      locale: ['varchar', is.value, p.one('en', 'de', 'ja', 'pl')],
      consumed_timestep: ['int', is.technical, p.seldom(4, () => Math.floor(p.seconds() / 30))],
      otp_required_for_login: ['boolean NOT NULL', is.value, p.yes],
      otp_backup_codes: ['varchar[]', is.token, p.seldom(4, () => [s.bcrypt(), s.bcrypt()])],
      account_id: ['bigint NOT NULL REFERENCES accounts', is.technical, row],
      chosen_languages: ['varchar[]', is.value, p.seldom(3, () => ['en', 'de'])],
      sign_in_token: ['varchar', is.token, p.seldom(7, p.digits('######'))],
      webauthn_id: ['varchar', is.key, p.seldom(4, s.b64url(64))],
      sign_up_ip: ['inet', is.ip, p.ip],
      role_id: ['bigint REFERENCES user_roles', is.technical, p.seldom(9, () => 1)],
      settings: ['text', is.value, () => JSON.stringify({ theme: 'default', noindex: p.yes() })],
      time_zone: ['varchar', is.value, p.zone],
      otp_secret: ['varchar', is.key, p.seldom(4, s.rails(32))],
    },
  },
  identities: {
    rows: 30,
    columns: {
      id,
      provider: ['varchar NOT NULL', is.value, p.one('openid_connect', 'saml', 'cas')],
      uid: ['varchar NOT NULL', is.login, (at) => (at % 2 ? p.login() : p.f.string.uuid())],
      user_id: ofUser,
    },
  },
  oauth_applications: {
    rows: 12,
    columns: {
      id,
      name: ['varchar NOT NULL', is.value, p.one('Web', 'Ivory', 'Tusky', 'Elk')],
      uid: ['varchar NOT NULL UNIQUE', is.value, s.b64url(32)],
      secret: ['varchar NOT NULL', is.key, s.b64url(32)],
      redirect_uri: [
        'text NOT NULL',
        is.wire,
        p.one('urn:ietf:wg:oauth:2.0:oob', 'https://elk.zone/api/callback'),
      ],
      scopes: ['varchar NOT NULL', is.value, always('read write follow push')],
      website: ['varchar', is.value, p.url],
    },
  },
  oauth_access_tokens: {
    rows: 150,
    columns: {
      id,
      token: ['varchar NOT NULL UNIQUE', is.token, s.b64url(32)],
      refresh_token: ['varchar', is.token, p.seldom(3, s.b64url(32))],
      created_at: stamp(),
      scopes: ['varchar', is.value, always('read write follow')],
      application_id: ['bigint REFERENCES oauth_applications', is.technical, to(12)],
      resource_owner_id: ['bigint REFERENCES users', is.technical, to(90)],
      last_used_at: ['timestamp', is.value, p.past],
      last_used_ip: ['inet', is.ip, p.ip],
    },
  },
  oauth_access_grants: {
    rows: 30,
    columns: {
      id,
      token: ['varchar NOT NULL UNIQUE', is.token, s.b64url(32)],
      expires_in: ['int NOT NULL', is.value, always(600)],
      redirect_uri: ['text NOT NULL', is.wire, p.url],
      code_challenge: ['varchar', is.token, p.seldom(2, s.b64url(32))],
      resource_owner_id: ofUser,
    },
  },
};
