import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { secretsOf } from '../secrets';
import { worldOf } from '../world';

/** Mastodon, a social network of many servers. */

const p = worldOf(7813);
const s = secretsOf(p);
const id: FixtureColumn = ['bigint PRIMARY KEY', is.technical, row];
const stamp = (): FixtureColumn => ['timestamp NOT NULL', is.technical, p.past];
const ofAccount: FixtureColumn = ['bigint NOT NULL REFERENCES accounts', is.technical, to(180)];
const ofUser: FixtureColumn = ['bigint NOT NULL REFERENCES users', is.technical, to(90)];
const profile = (ending: string) => () => `https://social.example/users/${p.login()}${ending}`;

export const mastodon = publicFixture('mastodon', p.seed, {
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
  session_activations: {
    rows: 160,
    columns: {
      id,
      session_id: ['varchar NOT NULL UNIQUE', is.session, s.hex(32)],
      created_at: stamp(),
      user_agent: ['varchar NOT NULL', is.device, p.agent],
      ip: ['inet', is.ip, p.ip],
      user_id: ofUser,
    },
  },
  login_activities: {
    rows: 200,
    columns: {
      id,
      user_id: ofUser,
      authentication_method: ['varchar', is.value, p.one('password', 'otp', 'webauthn')],
      success: ['boolean', is.value, p.yes],
      failure_reason: ['varchar', is.value, p.one(null, 'invalid_password')],
      ip: ['inet', is.ip, p.ip],
      user_agent: ['varchar', is.device, p.agent],
    },
  },
  webauthn_credentials: {
    rows: 25,
    columns: {
      id,
      external_id: ['varchar NOT NULL UNIQUE', is.key, s.b64url(48)],
      public_key: ['varchar NOT NULL', is.quasi, s.b64url(77)],
      nickname: ['varchar NOT NULL', is.device, p.device],
      sign_count: ['bigint NOT NULL', is.technical, p.int(90)],
      user_id: ['bigint REFERENCES users', is.technical, to(90)],
    },
  },
  web_push_subscriptions: {
    rows: 80,
    columns: {
      id,
      endpoint: ['varchar NOT NULL', is.token, s.push],
      key_p256dh: ['varchar NOT NULL', is.key, s.b64url(65)],
      key_auth: ['varchar NOT NULL', is.key, s.b64url(16)],
      data: ['json', is.value, () => ({ policy: 'all', alerts: { follow: p.yes(), mention: true } })],
      user_id: ofUser,
    },
  },
  invites: {
    rows: 30,
    columns: {
      id,
      user_id: ofUser,
      code: ['varchar NOT NULL UNIQUE', is.token, s.letters(8)],
      max_uses: ['int', is.value, p.one(null, 1, 10)],
      uses: ['int NOT NULL', is.value, p.int(5)],
      comment: ['text', is.words, p.seldom(3, () => `For ${p.full()}`)],
    },
  },
  user_invite_requests: { rows: 40, columns: { id, user_id: ofUser, text: ['text', is.words, p.note] } },
  ip_blocks: {
    rows: 20,
    columns: {
      id,
      ip: ['inet NOT NULL UNIQUE', is.ip, () => p.f.internet.ipv4()],
      severity: ['int NOT NULL', is.value, p.one(5000, 9999)],
      comment: ['text NOT NULL', is.value, p.one('', 'spam', 'open proxy')],
    },
  },
  canonical_email_blocks: {
    rows: 25,
    columns: {
      id,
      canonical_email_hash: ['varchar NOT NULL UNIQUE', is.mail, s.hex(64)],
      reference_account_id: ['bigint REFERENCES accounts', is.technical, to(180)],
    },
  },
  account_migrations: {
    rows: 15,
    columns: {
      id,
      account_id: ['bigint REFERENCES accounts', is.technical, to(180)],
      acct: ['varchar NOT NULL', is.login, () => `${p.login()}@${p.f.internet.domainName()}`],
      followers_count: ['bigint NOT NULL', is.value, p.int(900)],
    },
  },
  admin_action_logs: {
    rows: 60,
    columns: {
      id,
      account_id: ofAccount,
      action: ['varchar NOT NULL', is.value, p.one('suspend', 'approve', 'destroy')],
      target_type: ['varchar', is.value, p.one('Account', 'Status', 'IpBlock')],
      human_identifier: ['varchar', is.login, (at) => (at % 2 ? p.login() : p.ip())],
      route_param: ['varchar', is.technical, p.nothing],
    },
  },
  statuses: {
    rows: 300,
    columns: {
      id,
      uri: ['varchar UNIQUE', is.login, (at) => `https://social.example/users/${p.login()}/statuses/${at}`],
      text: ['text NOT NULL', is.words, p.note],
      created_at: stamp(),
      sensitive: ['boolean NOT NULL', is.value, p.yes],
      visibility: ['int NOT NULL', is.value, p.int(3)],
      spoiler_text: ['text NOT NULL', is.words, p.seldom(6, () => p.f.lorem.sentence(3), '')],
      language: ['varchar', is.value, p.one('en', 'de', 'ja')],
      account_id: ofAccount,
    },
  },
  media_attachments: {
    rows: 90,
    columns: {
      id,
      file_file_name: ['varchar', is.technical, () => `${s.hex(16)()}.jpg`],
      file_content_type: ['varchar', is.value, p.one('image/jpeg', 'video/mp4')],
      remote_url: [
        'varchar NOT NULL',
        is.image,
        p.seldom(3, () => `https://files.${p.f.internet.domainName()}/${s.hex(16)()}.jpg`, ''),
      ],
      file_meta: ['json', is.value, () => ({ original: { width: p.int(4000)(), height: p.int(4000)() } })],
      description: ['text', is.words, p.seldom(2, () => `${p.given()} on the beach`)],
      blurhash: ['varchar', is.quasi, s.letters(28)],
      account_id: ['bigint REFERENCES accounts', is.technical, to(180)],
    },
  },
  reports: {
    rows: 40,
    columns: {
      id,
      comment: ['text NOT NULL', is.words, p.note],
      account_id: ofAccount,
      target_account_id: ['bigint NOT NULL REFERENCES accounts', is.technical, to(180)],
      category: ['int NOT NULL', is.value, p.int(3)],
      forwarded: ['boolean', is.value, p.yes],
    },
  },
  tags: {
    rows: 60,
    columns: {
      id,
      name: ['varchar NOT NULL UNIQUE', is.value, (at) => `${p.f.lorem.word()}${at}`],
      usable: ['boolean', is.value, p.yes],
      display_name: ['varchar', is.value, p.nothing],
      max_score: ['float', is.value, () => p.f.number.float({ max: 9 })],
    },
  },
  webhooks: {
    rows: 3,
    columns: {
      id,
      url: ['varchar NOT NULL UNIQUE', is.wire, p.url],
      events: ['varchar[] NOT NULL', is.value, () => ['account.created']],
      secret: ['varchar NOT NULL', is.key, s.hex(40)],
      enabled: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  settings: {
    rows: 8,
    columns: {
      id,
      var: [
        'varchar NOT NULL UNIQUE',
        is.value,
        (at) =>
          [
            'site_title',
            'site_contact_email',
            'registrations_mode',
            'closed_registrations_message',
            'theme',
            'custom_css',
            'min_age',
            'trends',
          ][at - 1],
      ],
      value: ['text', is.mail, (at) => (at === 2 ? `--- ${p.mail()}\n` : `--- ${p.f.lorem.word()}\n`)],
    },
  },
});
