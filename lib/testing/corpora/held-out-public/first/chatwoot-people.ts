import { type FixtureColumn, is } from '../../generate/fixture-of';
import { row, to } from '../../generate/people';
import type { PublicTable } from '../public-fixture';
import { secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** People of Chatwoot, and what they write. */

export const p = worldOf(7802);
export const s = secretsOf(p);
const stamps = (): Record<string, FixtureColumn> => ({
  created_at: ['timestamp NOT NULL', is.technical, p.past],
  updated_at: ['timestamp NOT NULL', is.technical, p.past],
});

export const chatwootPeople: Record<string, PublicTable> = {
  accounts: {
    rows: 10,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      name: ['varchar NOT NULL', is.value, p.company],
      locale: ['int', is.value, p.int(20)],
      domain: ['varchar(100)', is.value, p.seldom(2, () => p.f.internet.domainName())],
      support_email: ['varchar(100)', is.mail, p.mail],
      feature_flags: ['bigint NOT NULL', is.technical, p.int(4000)],
      auto_resolve_duration: ['int', is.value, p.one(null, 7, 30)],
      limits: ['jsonb', is.value, () => ({ agents: p.int(50)(), inboxes: p.int(20)() })],
      status: ['int', is.value, p.int(1)],
    },
  },
  users: {
    rows: 80,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      provider: ['varchar NOT NULL', is.value, p.one('email', 'google', 'saml')],
      uid: ['varchar NOT NULL', is.mail, p.mail],
      encrypted_password: ['varchar NOT NULL', is.password, s.bcrypt],
      reset_password_token: ['varchar UNIQUE', is.token, p.seldom(5, s.hex(64))],
      sign_in_count: ['int NOT NULL', is.value, p.int(400)],
      current_sign_in_ip: ['varchar', is.ip, p.ip],
      last_sign_in_ip: ['varchar', is.ip, p.ip],
      confirmation_token: ['varchar', is.token, s.b64url(15)],
      confirmed_at: ['timestamp', is.value, p.past],
      unconfirmed_email: ['varchar', is.mail, p.seldom(10, p.mail)],
      name: ['varchar NOT NULL', is.name, p.full],
      display_name: ['varchar', is.name, p.seldom(2, p.given)],
      email: ['varchar', is.mail, p.mail],
      tokens: [
        'json',
        is.session,
        () => ({ [s.b64url(16)()]: { token: s.bcrypt(), expiry: p.seconds(), updated_at: p.past() } }),
        { '*.token': is.session },
      ],
      pubsub_token: ['varchar UNIQUE', is.token, s.letters(24)],
      availability: ['int', is.value, p.int(2)],
      ui_settings: [
        'jsonb',
        is.value,
        () => ({ is_contact_sidebar_open: p.yes(), editor_message_key: p.one('enter', 'cmd_enter')() }),
      ],
      type: ['varchar', is.value, p.one(null, null, 'SuperAdmin')],
      message_signature: ['text', is.words, p.seldom(3, () => `Best, ${p.given()} - ${p.phone()}`)],
      ...stamps(),
    },
  },
  access_tokens: {
    rows: 90,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      owner_type: ['varchar', is.value, p.one('User', 'AgentBot', 'PlatformApp')],
      owner_id: ['bigint', is.technical, to(80)],
      token: ['varchar UNIQUE', is.token, s.letters(24)],
    },
  },
  inboxes: {
    rows: 24,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      channel_id: ['int NOT NULL', is.technical, row],
      account_id: ['int NOT NULL REFERENCES accounts', is.technical, to(10)],
      name: ['varchar NOT NULL', is.value, p.one('Support', 'Sales', 'Website', 'Returns', 'Press')],
      channel_type: [
        'varchar',
        is.value,
        p.one('Channel::WebWidget', 'Channel::Email', 'Channel::Api', 'Channel::Whatsapp'),
      ],
      greeting_message: ['varchar', is.value, p.one('Hi! How can we help?', 'Welcome')],
      email_address: ['varchar', is.mail, p.seldom(2, p.mail)],
      out_of_office_message: ['varchar', is.value, p.one('We are closed', null)],
      timezone: ['varchar', is.value, p.zone],
      business_name: ['varchar', is.value, p.company],
    },
  },
  contacts: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      name: ['varchar', is.name, p.given],
      email: ['varchar', is.mail, p.mail],
      phone_number: ['varchar', is.phone, p.seldom(2, p.e164)],
      account_id: ['int NOT NULL REFERENCES accounts', is.technical, to(10)],
      additional_attributes: [
        'jsonb',
        is.login,
        () => ({
          city: p.city(),
          country: p.country(),
          company_name: p.company(),
          social_profiles: { github: p.login(), twitter: p.login() },
          created_at_ip: p.ip(),
        }),
        { 'social_profiles.github': is.login, 'social_profiles.twitter': is.login, created_at_ip: is.ip },
      ],
      identifier: ['varchar', is.login, p.seldom(3, p.digits('crm-######'))],
      custom_attributes: [
        'jsonb',
        is.value,
        () => ({ plan: p.one('free', 'pro', 'team')(), seats: p.int(40)() }),
      ],
      last_activity_at: ['timestamp', is.value, p.past],
      contact_type: ['int', is.value, p.int(2)],
      middle_name: ['varchar', is.name, p.seldom(6, p.given, '')],
      last_name: ['varchar', is.name, p.family],
      location: ['varchar', is.quasi, p.city],
      country_code: ['varchar', is.quasi, p.country],
      blocked: ['boolean NOT NULL', is.value, p.yes],
      ...stamps(),
    },
  },
  contact_inboxes: {
    rows: 250,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      contact_id: ['bigint REFERENCES contacts', is.technical, to(300)],
      inbox_id: ['bigint REFERENCES inboxes', is.technical, to(24)],
      source_id: ['varchar NOT NULL', is.login, (at) => (at % 3 === 0 ? p.e164() : uuidOf('source')(at))],
      hmac_verified: ['boolean', is.value, p.yes],
      pubsub_token: ['varchar UNIQUE', is.token, s.letters(24)],
    },
  },
  conversations: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      account_id: ['int NOT NULL REFERENCES accounts', is.technical, to(10)],
      inbox_id: ['int NOT NULL REFERENCES inboxes', is.technical, to(24)],
      status: ['int NOT NULL', is.value, p.int(3)],
      assignee_id: ['int REFERENCES users', is.technical, to(80)],
      contact_id: ['bigint REFERENCES contacts', is.technical, to(300)],
      display_id: ['int NOT NULL', is.technical, row],
      additional_attributes: [
        'jsonb',
        is.device,
        () => ({
          browser: {
            browser_name: p.one('Chrome', 'Safari', 'Firefox')(),
            device_name: p.one('Macintosh', 'Generic Linux', 'iPhone')(),
            platform_version: '10.15',
          },
          referer: p.url(),
          initiated_at: { timestamp: p.past() },
          browser_language: 'en',
        }),
      ],
      uuid: ['uuid NOT NULL UNIQUE', is.technical, (at) => uuidOf('conversation')(at)],
      identifier: ['varchar', is.technical, p.nothing],
      last_activity_at: ['timestamp NOT NULL', is.value, p.past],
      priority: ['int', is.value, p.one(null, 0, 1, 2)],
      cached_label_list: ['text', is.value, p.one('billing', 'bug', 'billing, vip', null)],
    },
  },
  messages: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      content: ['text', is.words, p.note],
      account_id: ['int NOT NULL', is.technical, to(10)],
      conversation_id: ['int NOT NULL REFERENCES conversations', is.technical, to(300)],
      message_type: ['int NOT NULL', is.value, p.int(3)],
      private: ['boolean NOT NULL', is.value, p.yes],
      source_id: ['varchar', is.technical, p.seldom(2, () => `<${s.letters(30)()}@mail.example.com>`)],
      content_attributes: [
        'json',
        is.mail,
        () => ({
          email: { from: [p.mail()], to: [p.mail()], subject: p.title(), text_content: { full: p.note() } },
        }),
        {
          'email.from[]': is.mail,
          'email.to[]': is.mail,
          'email.subject': is.words,
          'email.text_content.full': is.words,
        },
      ],
      sender_type: ['varchar', is.value, p.one('User', 'Contact')],
      sender_id: ['bigint', is.technical, to(80)],
      processed_message_content: ['text', is.words, p.note],
    },
  },
  notes: {
    rows: 70,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      content: ['text NOT NULL', is.words, p.note],
      contact_id: ['bigint NOT NULL REFERENCES contacts', is.technical, to(300)],
      user_id: ['bigint REFERENCES users', is.technical, to(80)],
    },
  },
};
