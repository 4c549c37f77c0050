import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Taiga, projects with backlogs and boards; a Django product. */

const p = worldOf(7817);
const s = secretsOf(p);
const id: FixtureColumn = ['int PRIMARY KEY', is.technical, row];
const ofUser: FixtureColumn = ['int REFERENCES users_user', is.technical, to(100)];
const ofProject: FixtureColumn = ['int REFERENCES projects_project', is.technical, to(16)];
const stamp = (): FixtureColumn => ['timestamptz NOT NULL', is.technical, p.past];
const someone = () => ({ pk: p.int(100)(), name: p.full() });

export const taiga = publicFixture('taiga', p.seed, {
  users_user: {
    rows: 100,
    columns: {
      id,
      password: ['varchar(128) NOT NULL', is.password, s.django],
      last_login: ['timestamptz', is.value, p.past],
      is_superuser: ['boolean NOT NULL', is.value, p.yes],
      uuid: ['varchar(32) NOT NULL UNIQUE', is.technical, (at) => uuidOf('user')(at).replaceAll('-', '')],
      username: ['varchar(255) NOT NULL UNIQUE', is.login, p.login],
      email: ['varchar(255) NOT NULL UNIQUE', is.mail, p.mail],
      full_name: ['varchar(256) NOT NULL', is.name, p.full],
      color: ['varchar(9) NOT NULL', is.value, () => p.f.color.rgb()],
      bio: ['text NOT NULL', is.words, p.seldom(2, p.bio, '')],
      photo: [
        'varchar(500)',
        is.image,
        p.seldom(2, () => `user/${s.hex(2)()}/${s.hex(60)()}/${p.given().toLowerCase()}.jpg`),
      ],
      date_joined: ['timestamptz NOT NULL', is.value, p.past],
      lang: ['varchar(20)', is.value, p.one('en', 'es', '')],
      theme: ['varchar(100)', is.value, p.one('', 'taiga', 'high-contrast')],
      timezone: ['varchar(20)', is.value, p.one('', 'Europe/Madrid')],
      token: ['varchar(200)', is.token, p.seldom(5, () => p.f.string.uuid())],
      email_token: ['varchar(200)', is.token, p.seldom(6, () => p.f.string.uuid())],
      new_email: ['varchar(254)', is.mail, p.seldom(6, p.mail)],
      verified_email: ['boolean NOT NULL', is.value, p.yes],
      max_private_projects: ['int', is.value, p.one(null, 1, 10)],
    },
  },
  users_authdata: {
    rows: 40,
    columns: {
      id,
      user_id: ofUser,
      key: ['varchar(50) NOT NULL', is.value, p.one('github', 'gitlab', 'ldap')],
      value: ['varchar(300) NOT NULL', is.login, (at) => (at % 3 ? p.f.string.numeric(8) : p.login())],
      extra: ['jsonb NOT NULL', is.value, always({})],
    },
  },
  external_apps_application: {
    rows: 4,
    columns: {
      id: ['varchar(255) PRIMARY KEY', is.technical, uuidOf('application')],
      name: ['varchar(255) NOT NULL', is.value, p.one('Timer', 'Mobile')],
      web: ['varchar(255)', is.value, p.url],
      description: ['text', is.value, p.one('', 'Tracks time')],
      next_url: ['text NOT NULL', is.wire, p.url],
    },
  },
  external_apps_applicationtoken: {
    rows: 30,
    columns: {
      id,
      user_id: ofUser,
      application_id: [
        'varchar(255) REFERENCES external_apps_application',
        is.technical,
        (at) => uuidOf('application')((at % 4) + 1),
      ],
      auth_code: ['varchar(255)', is.token, p.seldom(2, () => p.f.string.uuid())],
      token: ['varchar(255)', is.token, () => `${s.b64url(27)()}.${s.b64url(50)()}.${s.b64url(32)()}`],
      state: ['varchar(255)', is.token, p.seldom(2, s.letters(16), '')],
    },
  },
  token_denylist_outstandingtoken: {
    rows: 120,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_id: ofUser,
      jti: ['varchar(255) NOT NULL UNIQUE', is.token, s.hex(32)],
      token: ['text NOT NULL', is.token, s.jwt(() => ({ token_type: 'refresh', user_id: p.int(99)() }))],
      created_at: ['timestamptz', is.technical, p.past],
      expires_at: ['timestamptz NOT NULL', is.technical, p.future],
    },
  },
  projects_project: {
    rows: 16,
    columns: {
      id,
      name: ['varchar(250) NOT NULL', is.value, p.company],
      slug: ['varchar(250) NOT NULL UNIQUE', is.value, (at) => `project-${at}`],
      description: ['text NOT NULL', is.value, () => p.f.company.catchPhrase()],
      owner_id: ofUser,
      videoconferences: ['varchar(250)', is.value, p.one(null, 'jitsi', 'custom')],
      videoconferences_extra_data: [
        'varchar(250)',
        is.token,
        p.seldom(3, () => `https://meet.example.org/${s.letters(14)()}`),
      ],
      is_private: ['boolean NOT NULL', is.value, p.yes],
      looking_for_people_note: ['text NOT NULL', is.words, p.seldom(4, () => `Write to ${p.mail()}`, '')],
      userstories_csv_uuid: ['varchar(32)', is.token, p.seldom(2, s.hex(32))],
      issues_csv_uuid: ['varchar(32)', is.token, p.seldom(2, s.hex(32))],
      transfer_token: [
        'varchar(255)',
        is.token,
        p.seldom(3, () => `${p.f.string.numeric(2)}:${s.letters(6)()}:${s.b64url(27)()}`),
      ],
      total_fans: ['int NOT NULL', is.value, p.int(90)],
    },
  },
  projects_membership: {
    rows: 130,
    columns: {
      id,
      user_id: ofUser,
      project_id: ofProject,
      is_admin: ['boolean NOT NULL', is.value, p.yes],
      email: ['varchar(255)', is.mail, p.seldom(3, p.mail)],
      created_at: stamp(),
      token: ['varchar(60)', is.token, p.seldom(3, () => p.f.string.uuid())],
      invitation_extra_text: ['text', is.words, p.seldom(5, p.note)],
      user_order: ['bigint NOT NULL', is.technical, p.millis],
    },
  },
  issues_issue: {
    rows: 220,
    columns: {
      id,
      ref: ['bigint', is.value, row],
      owner_id: ofUser,
      project_id: ofProject,
      created_date: stamp(),
      subject: ['text NOT NULL', is.words, p.title],
      description: ['text NOT NULL', is.words, p.note],
      is_blocked: ['boolean NOT NULL', is.value, p.yes],
      blocked_note: ['text NOT NULL', is.words, p.seldom(8, p.note, '')],
      tags: ['text[]', is.value, () => [p.f.lorem.word()]],
      external_reference: ['text[]', is.value, p.seldom(5, () => ['github', p.url()])],
    },
  },
  history_historyentry: {
    rows: 300,
    columns: {
      id: ['varchar(255) PRIMARY KEY', is.technical, uuidOf('history')],
      user: ['jsonb', is.name, someone, { name: is.name }],
      created_at: stamp(),
      type: ['smallint NOT NULL', is.value, p.one(1, 2)],
      key: ['varchar(255)', is.technical, (at) => `issues.issue:${at}`],
      diff: [
        'jsonb',
        is.words,
        () => ({ subject: [p.title(), p.title()], assigned_to: [null, p.int(90)()] }),
        { 'subject[]': is.words },
      ],
      values: [
        'jsonb',
        is.name,
        () => ({ users: { [String(p.int(90)())]: p.full() } }),
        { 'users.*': is.name },
      ],
      comment: ['text NOT NULL', is.words, p.seldom(2, p.note, '')],
      comment_html: ['text NOT NULL', is.words, p.seldom(2, () => `<p>${p.note()}</p>`, '')],
      delete_comment_user: ['jsonb', is.name, p.seldom(15, someone), { name: is.name }],
      is_hidden: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  attachments_attachment: {
    rows: 80,
    columns: {
      id,
      owner_id: ofUser,
      created_date: stamp(),
      name: ['varchar(500) NOT NULL', is.words, p.fileName],
      size: ['int', is.value, p.int(900_000)],
      attached_file: [
        'varchar(500)',
        is.words,
        () => `attachments/${s.hex(2)()}/${s.hex(60)()}/${p.fileName()}`,
      ],
      sha1: ['varchar(40) NOT NULL', is.technical, s.hex(40)],
      description: ['text NOT NULL', is.words, p.seldom(3, p.note, '')],
    },
  },
  feedback_feedbackentry: {
    rows: 30,
    columns: {
      id,
      full_name: ['varchar(256) NOT NULL', is.name, p.full],
      email: ['varchar(255) NOT NULL', is.mail, p.mail],
      comment: ['text NOT NULL', is.words, p.note],
      created_date: stamp(),
    },
  },
  userstorage_storageentry: {
    rows: 40,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('storage')],
      owner_id: ofUser,
      key: ['varchar(255) NOT NULL', is.value, p.one('filters', 'joyride', 'dont_ask_premise_newsletter')],
      value: ['jsonb', is.value, () => ({ 'project-1': { status: [1, 2] } })],
    },
  },
  webhooks_webhook: {
    rows: 5,
    columns: {
      id,
      project_id: ofProject,
      name: ['varchar(250) NOT NULL', is.value, p.one('Chat', 'CI')],
      url: ['varchar(200) NOT NULL', is.wire, p.url],
      key: ['text NOT NULL', is.key, s.letters(24)],
    },
  },
  webhooks_webhooklog: {
    rows: 60,
    columns: {
      id,
      url: ['varchar(200) NOT NULL', is.wire, p.url],
      status: ['int NOT NULL', is.value, p.one(200, 500)],
      request_data: [
        'jsonb NOT NULL',
        is.name,
        () => ({
          action: 'create',
          type: 'issue',
          by: { id: p.int(90)(), username: p.login(), full_name: p.full(), photo: p.picture() },
        }),
        { 'by.username': is.login, 'by.full_name': is.name, 'by.photo': is.image },
      ],
      request_headers: [
        'jsonb NOT NULL',
        is.token,
        () => ({ 'Content-Type': 'application/json', 'X-TAIGA-WEBHOOK-SIGNATURE': s.hex(40)() }),
        { 'X-TAIGA-WEBHOOK-SIGNATURE': is.token },
      ],
      response_data: ['text NOT NULL', is.value, p.one('ok', '', 'no such route')],
      duration: ['float NOT NULL', is.value, () => p.f.number.float({ max: 3 })],
    },
  },
  front_timeline: {
    rows: 150,
    columns: {
      id,
      object_id: ['int NOT NULL', is.technical, to(90)],
      event_type: [
        'varchar(250) NOT NULL',
        is.value,
        p.one('issues.issue.create', 'projects.membership.create'),
      ],
      data: [
        'jsonb NOT NULL',
        is.name,
        () => ({
          user: { name: p.full(), email: p.mail(), username: p.login(), photo: p.picture() },
          project: { slug: 'project-1' },
        }),
        { 'user.name': is.name, 'user.email': is.mail, 'user.username': is.login, 'user.photo': is.image },
      ],
      created: stamp(),
    },
  },
});
