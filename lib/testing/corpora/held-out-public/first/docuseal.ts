import { is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** DocuSeal, forms to fill in and sign. Its text columns hold JSON, and what it encrypts is Rails' own form. */

const p = worldOf(7804);
const s = secretsOf(p);
const text = (make: () => unknown) => () => JSON.stringify(make());

export const docuseal = publicFixture('docuseal', p.seed, {
  accounts: {
    rows: 8,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      locale: ['varchar NOT NULL', is.value, p.one('en-US', 'de-DE', 'fr-FR')],
      name: ['varchar NOT NULL', is.value, p.company],
      timezone: ['varchar NOT NULL', is.value, p.zone],
      uuid: ['varchar NOT NULL', is.technical, uuidOf('account')],
      archived_at: ['timestamp', is.value, p.nothing],
    },
  },
  users: {
    rows: 70,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      account_id: ['bigint NOT NULL REFERENCES accounts', is.technical, to(8)],
      confirmation_token: ['varchar', is.token, p.seldom(3, s.b64url(15))],
      consumed_timestep: ['int', is.technical, p.seldom(4, () => Math.floor(p.seconds() / 30))],
      current_sign_in_at: ['timestamp', is.value, p.past],
      current_sign_in_ip: ['varchar', is.ip, p.ip],
      email: ['varchar NOT NULL UNIQUE', is.mail, p.mail],
      encrypted_password: ['varchar NOT NULL', is.password, s.bcrypt],
      failed_attempts: ['int NOT NULL', is.value, p.int(3)],
      first_name: ['varchar', is.name, p.given],
      last_name: ['varchar', is.name, p.family],
      last_sign_in_ip: ['varchar', is.ip, p.ip],
      otp_required_for_login: ['boolean NOT NULL', is.value, p.yes],
      otp_secret: ['varchar', is.key, p.seldom(3, s.rails(32))],
      reset_password_token: ['varchar UNIQUE', is.token, p.seldom(6, s.hex(64))],
      role: ['varchar NOT NULL', is.value, p.one('admin', 'editor', 'viewer')],
      sign_in_count: ['int NOT NULL', is.value, p.int(200)],
      unconfirmed_email: ['varchar', is.mail, p.seldom(12, p.mail)],
      unlock_token: ['varchar UNIQUE', is.token, p.seldom(9, s.hex(64))],
      uuid: ['varchar NOT NULL UNIQUE', is.technical, uuidOf('user')],
    },
  },
  access_tokens: {
    rows: 70,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      sha256: ['text NOT NULL', is.token, s.hex(64)],
      token: ['text NOT NULL', is.token, s.rails(43)],
      user_id: ['bigint NOT NULL REFERENCES users', is.technical, row],
      created_at: ['timestamp NOT NULL', is.technical, p.past],
    },
  },
  mcp_tokens: {
    rows: 10,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      name: ['varchar NOT NULL', is.value, p.one('desktop', 'assistant')],
      sha256: ['varchar NOT NULL UNIQUE', is.token, s.hex(64)],
      token_prefix: ['varchar NOT NULL', is.value, s.letters(5)],
      user_id: ['bigint NOT NULL REFERENCES users', is.technical, to(70)],
    },
  },
  encrypted_configs: {
    rows: 9,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      account_id: ['bigint NOT NULL REFERENCES accounts', is.technical, to(8)],
      key: [
        'varchar NOT NULL',
        is.value,
        p.one('action_mailer_smtp', 'esign_certs', 'filestore', 'timestamp_server_url'),
      ],
      value: ['text NOT NULL', is.key, s.rails(600)],
    },
  },
  encrypted_user_configs: {
    rows: 12,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_id: ['bigint NOT NULL REFERENCES users', is.technical, to(70)],
      key: ['varchar NOT NULL', is.value, p.one('gmail_access_token', 'outlook_access_token')],
      value: ['text NOT NULL', is.token, s.rails(300)],
    },
  },
  user_configs: {
    rows: 60,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_id: ['bigint NOT NULL REFERENCES users', is.technical, to(70)],
      key: ['varchar NOT NULL', is.value, p.one('signature', 'initials', 'receive_completed_email')],
      value: ['text NOT NULL', is.image, (at) => JSON.stringify(at % 3 ? uuidOf('attachment')(at) : true)],
    },
  },
  oauth_applications: {
    rows: 4,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      name: ['varchar NOT NULL', is.value, p.one('Zapier', 'Make', 'Portal')],
      redirect_uri: ['text', is.wire, p.url],
      scopes: ['varchar NOT NULL', is.value, always('')],
      secret: ['varchar NOT NULL', is.key, s.b64url(32)],
      uid: ['varchar NOT NULL UNIQUE', is.value, s.b64url(32)],
    },
  },
  oauth_access_grants: {
    rows: 20,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      application_id: ['bigint NOT NULL REFERENCES oauth_applications', is.technical, to(4)],
      code_challenge: ['varchar', is.token, s.b64url(32)],
      code_challenge_method: ['varchar', is.value, always('S256')],
      expires_in: ['int NOT NULL', is.value, always(600)],
      redirect_uri: ['text NOT NULL', is.wire, p.url],
      resource_owner_id: ['bigint NOT NULL REFERENCES users', is.technical, to(70)],
      token: ['varchar NOT NULL UNIQUE', is.token, s.b64url(32)],
    },
  },
  oauth_access_tokens: {
    rows: 60,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      application_id: ['bigint NOT NULL REFERENCES oauth_applications', is.technical, to(4)],
      expires_in: ['int', is.value, always(7200)],
      previous_refresh_token: ['varchar NOT NULL', is.token, p.seldom(3, s.b64url(32), '')],
      refresh_token: ['varchar UNIQUE', is.token, s.b64url(32)],
      resource_owner_id: ['bigint REFERENCES users', is.technical, to(70)],
      scopes: ['varchar', is.value, always('')],
      token: ['varchar NOT NULL UNIQUE', is.token, s.b64url(32)],
    },
  },
  templates: {
    rows: 40,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      account_id: ['bigint NOT NULL REFERENCES accounts', is.technical, to(8)],
      author_id: ['bigint NOT NULL REFERENCES users', is.technical, to(70)],
      external_id: ['varchar', is.technical, p.seldom(5, p.digits('tpl-###'))],
      fields: [
        'text NOT NULL',
        is.value,
        text(() => [{ uuid: p.f.string.uuid(), name: 'Tenant', type: 'text', required: p.yes() }]),
      ],
      name: ['varchar NOT NULL', is.value, p.one('NDA', 'Lease', 'Offer letter', 'Onboarding', 'W-9')],
      slug: ['varchar NOT NULL UNIQUE', is.technical, s.letters(14)],
      source: ['text NOT NULL', is.value, p.one('native', 'api')],
      shared_link: ['boolean NOT NULL', is.value, p.yes],
      submitters: ['text NOT NULL', is.value, text(() => [{ name: 'First Party', uuid: p.f.string.uuid() }])],
    },
  },
  submissions: {
    rows: 180,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      account_id: ['bigint NOT NULL', is.technical, to(8)],
      created_by_user_id: ['bigint REFERENCES users', is.technical, to(70)],
      name: ['text', is.words, p.seldom(3, p.fileName)],
      preferences: ['text NOT NULL', is.value, text(() => ({ send_email: p.yes() }))],
      slug: ['varchar NOT NULL UNIQUE', is.token, s.letters(14)],
      source: ['varchar NOT NULL', is.value, p.one('invite', 'link', 'api')],
      submitters_order: ['varchar NOT NULL', is.value, p.one('random', 'preserved')],
      template_id: ['bigint REFERENCES templates', is.technical, to(40)],
      variables: [
        'text',
        is.words,
        p.seldom(
          3,
          text(() => ({ landlord: p.full(), rent: p.cents() })),
        ),
        { landlord: is.name },
      ],
    },
  },
  submitters: {
    rows: 300,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      account_id: ['bigint NOT NULL', is.technical, to(8)],
      completed_at: ['timestamp', is.value, p.past],
      email: ['varchar', is.mail, p.mail],
      external_id: ['varchar', is.login, p.seldom(4, p.digits('emp-#####'))],
      ip: ['varchar', is.ip, p.ip],
      metadata: ['text NOT NULL', is.value, always('{}')],
      name: ['varchar', is.name, p.full],
      phone: ['varchar', is.phone, p.seldom(2, p.e164)],
      slug: ['varchar NOT NULL UNIQUE', is.token, s.letters(14)],
      submission_id: ['bigint NOT NULL REFERENCES submissions', is.technical, to(180)],
      timezone: ['varchar', is.value, p.zone],
      ua: ['varchar', is.device, p.agent],
      uuid: ['varchar NOT NULL', is.technical, uuidOf('submitter')],
      values: [
        'text NOT NULL',
        is.words,
        (at) =>
          JSON.stringify({
            [uuidOf('field')(at % 5)]: p.full(),
            [uuidOf('field')((at % 5) + 5)]: p.f.location.streetAddress(),
          }),
        { '*': is.words },
      ],
    },
  },
  submitter_versions: {
    rows: 40,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      email: ['varchar', is.mail, p.mail],
      name: ['varchar', is.name, p.full],
      phone: ['varchar', is.phone, p.seldom(2, p.e164)],
      slug: ['varchar NOT NULL UNIQUE', is.token, s.letters(14)],
      submitter_id: ['bigint NOT NULL REFERENCES submitters', is.technical, to(300)],
    },
  },
  submission_events: {
    rows: 300,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      data: [
        'text NOT NULL',
        is.ip,
        text(() => ({ ip: p.ip(), ua: p.agent(), sid: s.b64(8)(), uid: p.int(70)() })),
        { ip: is.ip, ua: is.device, sid: is.session },
      ],
      event_timestamp: ['timestamp NOT NULL', is.value, p.past],
      event_type: ['varchar NOT NULL', is.value, p.one('send_email', 'view_form', 'complete_form')],
      submission_id: ['bigint NOT NULL REFERENCES submissions', is.technical, to(180)],
      submitter_id: ['bigint REFERENCES submitters', is.technical, to(300)],
    },
  },
  email_events: {
    rows: 200,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      data: [
        'text NOT NULL',
        is.device,
        text(() => ({ method: 'smtp', UserAgent: p.agent() })),
        { UserAgent: is.device },
      ],
      email: ['varchar NOT NULL', is.mail, p.mail],
      emailable_id: ['bigint NOT NULL', is.technical, to(300)],
      emailable_type: ['varchar NOT NULL', is.value, always('Submitter')],
      event_datetime: ['timestamp NOT NULL', is.value, p.past],
      event_type: ['varchar NOT NULL', is.value, p.one('send', 'open', 'bounce')],
      message_id: ['varchar NOT NULL', is.technical, () => `${s.hex(32)()}@docuseal`],
      tag: ['varchar NOT NULL', is.value, p.one('submitter_invitation', 'submitter_completed')],
    },
  },
  email_messages: {
    rows: 30,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      author_id: ['bigint NOT NULL REFERENCES users', is.technical, to(70)],
      body: ['text NOT NULL', is.words, p.note],
      sha1: ['varchar NOT NULL', is.technical, s.hex(40)],
      subject: ['text NOT NULL', is.words, p.title],
      uuid: ['varchar NOT NULL', is.technical, uuidOf('message')],
    },
  },
  webhook_urls: {
    rows: 6,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      events: ['text NOT NULL', is.value, always('["form.completed","form.viewed"]')],
      hmac_secret: ['text NOT NULL', is.key, s.rails(32)],
      secret: ['text NOT NULL', is.key, s.rails(40)],
      sha1: ['varchar NOT NULL', is.technical, s.hex(40)],
      url: ['text NOT NULL', is.wire, s.rails(60)],
    },
  },
  webhook_attempts: {
    rows: 100,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      attempt: ['int NOT NULL', is.value, p.int(9)],
      response_body: ['text', is.value, p.one('ok', '{"status":"received"}', 'Internal Server Error', null)],
      response_status_code: ['int NOT NULL', is.value, p.one(200, 204, 500)],
    },
  },
});
