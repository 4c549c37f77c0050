import { is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { chatwootPeople, p, s } from './chatwoot-people';

/** Chatwoot, a shared inbox for support. */

export const chatwoot = publicFixture('chatwoot', p.seed, {
  ...chatwootPeople,
  channel_api: {
    rows: 5,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      account_id: ['int NOT NULL', is.technical, to(10)],
      webhook_url: ['varchar', is.wire, p.url],
      identifier: ['varchar UNIQUE', is.token, s.letters(24)],
      hmac_token: ['varchar UNIQUE', is.key, s.letters(24)],
      hmac_mandatory: ['boolean', is.value, p.yes],
    },
  },
  channel_email: {
    rows: 8,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      email: ['varchar NOT NULL UNIQUE', is.mail, p.mail],
      forward_to_email: ['varchar NOT NULL UNIQUE', is.mail, () => `${s.hex(32)()}@inbound.example.com`],
      imap_address: [
        'varchar',
        is.wire,
        p.one('imap.gmail.com', 'imap.fastmail.com', 'outlook.office365.com'),
      ],
      imap_port: ['int', is.value, always(993)],
      imap_login: ['varchar', is.mail, p.mail],
      imap_password: ['varchar', is.password, () => p.f.internet.password({ length: 16 })],
      smtp_address: ['varchar', is.wire, p.one('smtp.gmail.com', 'smtp.fastmail.com')],
      smtp_port: ['int', is.value, p.one(465, 587)],
      smtp_login: ['varchar', is.mail, p.mail],
      smtp_password: ['varchar', is.password, () => p.f.internet.password({ length: 16 })],
      smtp_domain: ['varchar', is.value, () => p.f.internet.domainName()],
      smtp_authentication: ['varchar', is.value, p.one('login', 'plain')],
      provider_config: [
        'jsonb',
        is.token,
        () => ({
          access_token: s.prefixed('ya29.', 120)(),
          refresh_token: s.prefixed('1//0', 90)(),
          expires_on: p.past(),
        }),
        { access_token: is.token, refresh_token: is.token },
      ],
    },
  },
  channel_facebook_pages: {
    rows: 4,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      page_id: ['varchar NOT NULL', is.value, p.digits('10#############')],
      user_access_token: ['varchar NOT NULL', is.token, s.prefixed('EAAB', 170)],
      page_access_token: ['varchar NOT NULL', is.token, s.prefixed('EAAB', 170)],
    },
  },
  channel_line: {
    rows: 3,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      line_channel_id: ['varchar NOT NULL UNIQUE', is.value, p.digits('165#######')],
      line_channel_secret: ['varchar NOT NULL', is.key, s.hex(32)],
      line_channel_token: ['varchar NOT NULL', is.token, s.b64(128)],
    },
  },
  channel_telegram: {
    rows: 4,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      bot_name: ['varchar', is.value, () => `${p.f.lorem.word()}_bot`],
      bot_token: ['varchar NOT NULL UNIQUE', is.token, () => `${p.f.string.numeric(10)}:AA${s.b64url(24)()}`],
    },
  },
  channel_twilio_sms: {
    rows: 4,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      phone_number: ['varchar UNIQUE', is.phone, p.e164],
      auth_token: ['varchar NOT NULL', is.token, s.hex(32)],
      account_sid: ['varchar NOT NULL', is.account, () => `AC${s.hex(32)()}`],
      api_key_sid: ['varchar', is.key, () => `SK${s.hex(32)()}`],
      medium: ['int', is.value, p.int(1)],
    },
  },
  integrations_hooks: {
    rows: 9,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      app_id: ['varchar', is.value, p.one('slack', 'dialogflow', 'openai', 'linear')],
      reference_id: ['varchar', is.technical, s.letters(9)],
      access_token: ['varchar', is.token, s.prefixed('xoxb-', 50)],
      settings: [
        'jsonb',
        is.key,
        () => ({ api_key: s.prefixed('sk-', 48)(), label_suggestion: p.yes() }),
        { api_key: is.key },
      ],
    },
  },
  notification_subscriptions: {
    rows: 70,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_id: ['bigint NOT NULL REFERENCES users', is.technical, to(80)],
      subscription_type: ['int NOT NULL', is.value, p.one(1, 2)],
      subscription_attributes: [
        'jsonb NOT NULL',
        is.token,
        () => ({ endpoint: s.push(), p256dh: s.b64url(65)(), auth: s.b64url(16)() }),
        { endpoint: is.token, p256dh: is.key, auth: is.key },
      ],
      identifier: ['text UNIQUE', is.token, s.push],
    },
  },
  audits: {
    rows: 150,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      auditable_type: ['varchar', is.value, p.one('Inbox', 'User', 'Webhook')],
      auditable_id: ['bigint', is.technical, to(80)],
      user_id: ['bigint', is.technical, to(80)],
      username: ['varchar', is.mail, p.mail],
      action: ['varchar', is.value, p.one('create', 'update', 'destroy')],
      version: ['int', is.value, p.int(9)],
      comment: ['varchar', is.value, p.nothing],
      remote_address: ['varchar', is.ip, p.ip],
      request_uuid: ['varchar', is.technical, () => p.f.string.uuid()],
    },
  },
  webhooks: {
    rows: 8,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      account_id: ['int', is.technical, to(10)],
      url: ['varchar', is.token, () => `${p.url()}?token=${s.letters(32)()}`],
      webhook_type: ['int', is.value, p.int(1)],
    },
  },
  labels: {
    rows: 14,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      title: ['varchar', is.value, () => p.f.lorem.word()],
      description: ['text', is.value, () => p.f.commerce.department()],
      color: ['varchar NOT NULL', is.value, () => p.f.color.rgb()],
      show_on_sidebar: ['boolean', is.value, p.yes],
    },
  },
  csat_survey_responses: {
    rows: 90,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      conversation_id: ['bigint NOT NULL REFERENCES conversations', is.technical, to(300)],
      rating: ['int NOT NULL', is.value, p.int(5)],
      feedback_message: ['text', is.words, p.seldom(2, p.note)],
      contact_id: ['bigint NOT NULL REFERENCES contacts', is.technical, to(300)],
    },
  },
});
