import { is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Healthchecks, watches over jobs that run by schedule; a Django project with its table of users. */

const p = worldOf(7805);
const s = secretsOf(p);
const span = p.one('01:00:00', '1 day', '00:05:00', '7 days');

const channelValue = (at: number) =>
  [
    () => JSON.stringify({ value: p.mail(), up: true, down: true }),
    s.slack,
    () => JSON.stringify({ value: p.e164(), up: false, down: true }),
    () =>
      JSON.stringify({
        id: -p.int(99_999_999)(),
        type: 'group',
        name: p.f.lorem.word(),
        token: s.b64url(20)(),
      }),
    () =>
      JSON.stringify({
        method_down: 'POST',
        url_down: `${p.url()}?key=${s.hex(32)()}`,
        headers_down: { Authorization: `Bearer ${s.letters(40)()}` },
      }),
    s.discord,
  ][at % 6]?.();

export const healthchecks = publicFixture('healthchecks', p.seed, {
  auth_user: {
    rows: 110,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      password: ['varchar(128) NOT NULL', is.password, s.django],
      last_login: ['timestamptz', is.value, p.past],
      is_superuser: ['boolean NOT NULL', is.value, p.yes],
      username: ['varchar(150) NOT NULL UNIQUE', is.login, (at) => uuidOf('user')(at).slice(0, 30)],
      first_name: ['varchar(150) NOT NULL', is.name, p.seldom(3, p.given, '')],
      last_name: ['varchar(150) NOT NULL', is.name, p.seldom(3, p.family, '')],
      email: ['varchar(254) NOT NULL', is.mail, p.mail],
      is_staff: ['boolean NOT NULL', is.value, p.yes],
      date_joined: ['timestamptz NOT NULL', is.value, p.past],
    },
  },
  accounts_profile: {
    rows: 110,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      user_id: ['int UNIQUE REFERENCES auth_user', is.technical, row],
      next_report_date: ['timestamptz', is.value, p.future],
      reports: ['varchar(10) NOT NULL', is.value, p.one('monthly', 'weekly', 'off')],
      nag_period: ['interval NOT NULL', is.value, span],
      ping_log_limit: ['int NOT NULL', is.value, p.one(100, 1000)],
      check_limit: ['int NOT NULL', is.value, p.one(20, 100, 1000)],
      token: ['varchar(128) NOT NULL', is.token, p.seldom(2, s.django, '')],
      sms_limit: ['int NOT NULL', is.value, p.one(5, 50)],
      sms_sent: ['int NOT NULL', is.value, p.int(20)],
      sort: ['varchar(20) NOT NULL', is.value, p.one('created', 'name', '-last_ping')],
      tz: ['varchar(36) NOT NULL', is.value, p.zone],
      theme: ['varchar(10)', is.value, p.one(null, 'dark', 'system')],
      totp: ['varchar(32)', is.key, p.seldom(5, s.base32(32))],
      totp_created: ['timestamptz', is.technical, p.seldom(5, p.past)],
    },
  },
  accounts_project: {
    rows: 60,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      code: ['uuid NOT NULL UNIQUE', is.technical, uuidOf('project')],
      name: ['varchar(200) NOT NULL', is.value, p.one('Backups', 'Shop', 'Home lab', 'CI', 'Production')],
      owner_id: ['int NOT NULL REFERENCES auth_user', is.technical, to(110)],
      api_key: ['varchar(128) NOT NULL', is.key, s.b64url(24)],
      api_key_readonly: ['varchar(128) NOT NULL', is.key, p.seldom(2, s.b64url(24), '')],
      badge_key: ['varchar(150) NOT NULL UNIQUE', is.technical, uuidOf('badge')],
      ping_key: ['varchar(128) UNIQUE', is.key, p.seldom(2, s.b64url(16))],
      show_slugs: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  accounts_member: {
    rows: 70,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      user_id: ['int NOT NULL REFERENCES auth_user', is.technical, to(110)],
      project_id: ['int NOT NULL REFERENCES accounts_project', is.technical, to(60)],
      role: ['varchar(1) NOT NULL', is.value, p.one('r', 'w', 'm')],
    },
  },
  accounts_credential: {
    rows: 25,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      code: ['uuid NOT NULL UNIQUE', is.technical, uuidOf('credential')],
      name: ['varchar(100) NOT NULL', is.device, p.device],
      user_id: ['int NOT NULL REFERENCES auth_user', is.technical, to(110)],
      created: ['timestamptz NOT NULL', is.technical, p.past],
      data: ['bytea NOT NULL', is.key, s.bytes(180)],
    },
  },
  api_check: {
    rows: 200,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      name: ['varchar(100) NOT NULL', is.value, () => `${p.f.hacker.noun()} ${p.f.hacker.verb()}`],
      slug: ['varchar(100) NOT NULL', is.value, () => p.f.lorem.slug(2)],
      tags: ['varchar(500) NOT NULL', is.value, p.one('prod', 'prod db', 'staging', '')],
      code: ['uuid NOT NULL UNIQUE', is.technical, uuidOf('check')],
      desc: ['text NOT NULL', is.value, p.one('', 'Nightly dump of the shop', 'Renews certificates')],
      project_id: ['int NOT NULL REFERENCES accounts_project', is.technical, to(60)],
      kind: ['varchar(10) NOT NULL', is.value, p.one('simple', 'cron', 'oncalendar')],
      timeout: ['interval NOT NULL', is.value, span],
      grace: ['interval NOT NULL', is.value, span],
      schedule: ['varchar(100) NOT NULL', is.schedule, p.one('* * * * *', '0 3 * * *', '*/5 * * * *')],
      tz: ['varchar(36) NOT NULL', is.value, p.zone],
      methods: ['varchar(30) NOT NULL', is.value, p.one('', 'POST')],
      badge_key: ['uuid NOT NULL UNIQUE', is.technical, uuidOf('check badge')],
      n_pings: ['int NOT NULL', is.value, p.int(9000)],
      last_ping: ['timestamptz', is.value, p.past],
      status: ['varchar(6) NOT NULL', is.value, p.one('up', 'down', 'new', 'paused')],
    },
  },
  api_ping: {
    rows: 300,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      n: ['int', is.value, row],
      owner_id: ['int NOT NULL REFERENCES api_check', is.technical, to(200)],
      created: ['timestamptz NOT NULL', is.value, p.past],
      kind: ['varchar(6)', is.value, p.one(null, 'start', 'fail', 'log')],
      scheme: ['varchar(10) NOT NULL', is.value, p.one('http', 'https', 'email')],
      remote_addr: ['inet', is.ip, p.ip],
      method: ['varchar(10) NOT NULL', is.value, p.one('GET', 'POST', 'HEAD')],
      ua: [
        'varchar(200) NOT NULL',
        is.device,
        p.one('curl/7.88.1', 'Wget/1.21.3', 'python-requests/2.31.0', 'Go-http-client/1.1'),
      ],
      body_raw: ['bytea', is.words, p.seldom(2, s.bytes(90))],
      exitstatus: ['smallint', is.value, p.one(null, 0, 1)],
      rid: ['uuid', is.technical, p.seldom(3, () => p.f.string.uuid())],
    },
  },
  api_channel: {
    rows: 72,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      name: ['varchar(100) NOT NULL', is.value, p.one('', 'Ops', 'On call')],
      code: ['uuid NOT NULL UNIQUE', is.technical, uuidOf('channel')],
      project_id: ['int NOT NULL REFERENCES accounts_project', is.technical, to(60)],
      kind: [
        'varchar(20) NOT NULL',
        is.value,
        (at) => ['email', 'slack', 'sms', 'telegram', 'webhook', 'discord'][at % 6],
      ],
      value: ['text NOT NULL', is.token, channelValue],
      email_verified: ['boolean NOT NULL', is.value, p.yes],
      disabled: ['boolean NOT NULL', is.value, p.yes],
      last_notify: ['timestamptz', is.value, p.past],
      last_error: [
        'varchar(200) NOT NULL',
        is.value,
        p.one('', 'Connection timed out', 'Received status code 500'),
      ],
    },
  },
  api_notification: {
    rows: 150,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      code: ['uuid NOT NULL', is.technical, uuidOf('notification')],
      owner_id: ['int REFERENCES api_check', is.technical, to(200)],
      check_status: ['varchar(6) NOT NULL', is.value, p.one('up', 'down')],
      channel_id: ['int NOT NULL REFERENCES api_channel', is.technical, to(72)],
      error: ['varchar(200) NOT NULL', is.value, p.one('', 'Connection timed out')],
    },
  },
  api_tokenbucket: {
    rows: 80,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      value: [
        'varchar(80) NOT NULL UNIQUE',
        is.quasi,
        (at) => `${['em', 'ip', 'pw', 'sn'][at % 4]}-${s.hex(40)()}`,
      ],
      tokens: ['float NOT NULL', is.value, () => p.f.number.float({ max: 1 })],
      updated: ['timestamptz NOT NULL', is.technical, p.past],
    },
  },
  payments_subscription: {
    rows: 40,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      user_id: ['int UNIQUE REFERENCES auth_user', is.technical, row],
      customer_id: ['varchar(36) NOT NULL', is.account, p.digits('#########')],
      payment_method_token: ['varchar(35) NOT NULL', is.token, s.lower(8)],
      subscription_id: ['varchar(10) NOT NULL', is.account, s.lower(6)],
      plan_id: ['varchar(10) NOT NULL', is.value, p.one('P20', 'P80', 'Y192', 'S5')],
      plan_name: [
        'varchar(50) NOT NULL',
        is.value,
        p.one('Business ($20 / month)', 'Supporter ($5 / month)'),
      ],
      address_id: ['varchar(2) NOT NULL', is.value, p.one('', 'aa', 'bb')],
      send_invoices: ['boolean NOT NULL', is.value, p.yes],
      invoice_email: ['varchar(254) NOT NULL', is.mail, p.seldom(3, p.mail, '')],
    },
  },
  logs_record: {
    rows: 60,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      created: ['timestamptz NOT NULL', is.technical, p.past],
      name: ['varchar(100) NOT NULL', is.value, always('hc.api.views')],
      level: ['smallint NOT NULL', is.value, p.one(20, 30, 40)],
      message: ['text NOT NULL', is.words, () => `Could not send mail to ${p.mail()}`],
      traceback: [
        'text NOT NULL',
        is.value,
        p.one('', 'Traceback (most recent call last):\n  File "views.py", line 31'),
      ],
    },
  },
});
