import { is } from '../../generate/fixture-of';
import { to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { id, mastodonPeople, ofAccount, ofUser, p, s, stamp } from './mastodon-people';

/** Mastodon, a social network of many servers. */

export const mastodon = publicFixture('mastodon', p.seed, {
  ...mastodonPeople,
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
