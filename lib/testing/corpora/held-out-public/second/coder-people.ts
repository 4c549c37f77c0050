import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row } from '../../generate/people';
import type { PublicTable } from '../public-fixture';
import { keyIn, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** People of Coder, their keys and what they did. */

export const p = worldOf(7818);
export const s = secretsOf(p);
const user = uuidOf('user');
export const id = (table: string): FixtureColumn => ['uuid PRIMARY KEY', is.technical, uuidOf(table)];
export const ofUser: FixtureColumn = ['uuid NOT NULL REFERENCES users', is.technical, keyIn(user, 80)];
const ofOrganization: FixtureColumn = ['uuid NOT NULL', is.technical, keyIn(uuidOf('organization'), 3)];
export const stamp = (): FixtureColumn => ['timestamptz NOT NULL', is.technical, p.past];
const sealedBy: FixtureColumn = ['text', is.technical, p.seldom(2, () => 'a1b2c3d')];

export const coderPeople: Record<string, PublicTable> = {
  organizations: {
    rows: 3,
    columns: {
      id: id('organization'),
      name: ['text NOT NULL', is.value, (at) => `org-${at}`],
      description: ['text NOT NULL', is.value, p.one('', 'Default')],
      display_name: ['text NOT NULL', is.value, p.company],
      icon: ['text NOT NULL', is.value, always('')],
      deleted: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  users: {
    rows: 80,
    columns: {
      id: id('user'),
      email: ['text NOT NULL', is.mail, p.mail],
      username: ['text NOT NULL UNIQUE', is.login, p.login],
      hashed_password: [
        'bytea NOT NULL',
        is.password,
        () => `\\x${Buffer.from(`$pbkdf2-sha256$65535$${s.b64(16)()}$${s.b64(32)()}`).toString('hex')}`,
      ],
      created_at: stamp(),
      status: ['text NOT NULL', is.value, p.one('active', 'dormant', 'suspended')],
      rbac_roles: ['text[] NOT NULL', is.value, () => [p.one('member', 'owner', 'auditor')()]],
      login_type: ['text NOT NULL', is.value, p.one('password', 'github', 'oidc')],
      avatar_url: [
        'text NOT NULL',
        is.image,
        p.seldom(2, () => `https://avatars.githubusercontent.com/u/${p.f.string.numeric(7)}?v=4`, ''),
      ],
      last_seen_at: ['timestamp NOT NULL', is.value, p.past],
      quiet_hours_schedule: ['text NOT NULL', is.value, p.one('', 'CRON_TZ=Europe/Berlin 0 20 * * *')],
      name: ['text NOT NULL', is.name, p.full],
      github_com_user_id: ['bigint', is.login, p.seldom(2, p.int(90_000_000))],
      hashed_one_time_passcode: [
        'bytea',
        is.token,
        p.seldom(
          6,
          () => `\\x${Buffer.from(`$pbkdf2-sha256$65535$${s.b64(16)()}$${s.b64(32)()}`).toString('hex')}`,
        ),
      ],
    },
  },
  api_keys: {
    rows: 150,
    columns: {
      id: ['text PRIMARY KEY', is.technical, s.letters(10)],
      hashed_secret: ['bytea NOT NULL', is.key, s.bytes(32)],
      user_id: ofUser,
      last_used: ['timestamptz NOT NULL', is.value, p.past],
      login_type: ['text NOT NULL', is.value, p.one('password', 'token', 'github')],
      lifetime_seconds: ['bigint NOT NULL', is.value, p.one(86_400, 604_800)],
      ip_address: ['inet NOT NULL', is.ip, p.ip],
      token_name: ['text NOT NULL', is.value, p.one('', '', 'ci', 'laptop')],
      scopes: ['text[] NOT NULL', is.value, () => ['all']],
    },
  },
  audit_logs: {
    rows: 200,
    columns: {
      id: id('audit'),
      time: ['timestamptz NOT NULL', is.value, p.past],
      user_id: ofUser,
      organization_id: ofOrganization,
      ip: ['inet', is.ip, p.ip],
      user_agent: ['varchar(256)', is.device, p.agent],
      resource_type: ['text NOT NULL', is.value, p.one('user', 'workspace', 'git_ssh_key', 'api_key')],
      resource_target: [
        'text NOT NULL',
        is.login,
        (at) => (at % 2 ? p.login() : `${p.f.word.adjective()}-${p.f.word.noun()}-${at}`),
      ],
      action: ['text NOT NULL', is.value, p.one('create', 'write', 'login')],
      diff: [
        'jsonb NOT NULL',
        is.mail,
        () => ({
          email: { old: p.mail(), new: p.mail(), secret: false },
          username: { old: '', new: p.login(), secret: false },
        }),
        { 'email.old': is.mail, 'email.new': is.mail, 'username.new': is.login },
      ],
      status_code: ['int NOT NULL', is.value, p.one(200, 201, 401)],
      additional_fields: [
        'jsonb NOT NULL',
        is.login,
        () => ({ workspace_name: p.f.word.noun(), workspace_owner: p.login(), build_number: '3' }),
        { workspace_owner: is.login },
      ],
      request_id: ['uuid NOT NULL', is.technical, () => p.f.string.uuid()],
    },
  },
  connection_logs: {
    rows: 150,
    columns: {
      id: id('connection'),
      connect_time: ['timestamptz NOT NULL', is.value, p.past],
      workspace_owner_id: ofUser,
      workspace_name: ['text NOT NULL', is.value, () => `${p.f.word.adjective()}-${p.f.word.noun()}`],
      agent_name: ['text NOT NULL', is.value, p.one('main', 'dev')],
      type: ['text NOT NULL', is.value, p.one('ssh', 'vscode', 'workspace_app')],
      ip: ['inet', is.ip, p.ip],
      code: ['int', is.value, p.one(200, 0, 255)],
      user_agent: ['text', is.device, p.seldom(2, p.agent)],
      slug_or_port: ['text', is.value, p.one(null, 'code-server', '8080')],
      disconnect_reason: ['text', is.value, p.one(null, 'process exited')],
    },
  },
  chat_providers: {
    rows: 5,
    columns: {
      id: id('chat provider'),
      provider: ['text NOT NULL', is.value, p.one('openai', 'azure', 'google')],
      display_name: ['text NOT NULL', is.value, p.one('Main', 'Backup')],
      api_key: ['text NOT NULL', is.key, s.b64(90)],
      api_key_key_id: sealedBy,
      base_url: ['text NOT NULL', is.wire, p.seldom(2, p.url, '')],
      enabled: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  crypto_keys: {
    rows: 6,
    columns: {
      feature: ['text NOT NULL', is.value, p.one('workspace_apps_token', 'oidc_convert', 'tailnet_resume')],
      sequence: ['int PRIMARY KEY', is.technical, row],
      secret: ['text', is.key, (at) => (at % 2 ? s.hex(128)() : s.b64(110)())],
      secret_key_id: sealedBy,
      starts_at: stamp(),
    },
  },
  dbcrypt_keys: {
    rows: 3,
    columns: {
      number: ['int PRIMARY KEY', is.technical, row],
      active_key_digest: ['text', is.key, s.hex(64)],
      revoked_key_digest: ['text', is.key, p.seldom(2, s.hex(64))],
      created_at: ['timestamptz', is.technical, p.past],
      test: ['text NOT NULL', is.key, s.b64(34)],
    },
  },
  external_auth_links: {
    rows: 60,
    columns: {
      provider_id: ['text NOT NULL', is.value, p.one('github', 'gitlab')],
      user_id: ofUser,
      created_at: stamp(),
      oauth_access_token: [
        'text NOT NULL',
        is.token,
        (at) => (at % 2 ? s.prefixed('gho_', 36)() : s.b64(68)()),
      ],
      oauth_refresh_token: ['text NOT NULL', is.token, p.seldom(2, s.prefixed('ghr_', 76), '')],
      oauth_expiry: ['timestamptz NOT NULL', is.technical, p.future],
      oauth_access_token_key_id: sealedBy,
      oauth_extra: [
        'jsonb',
        is.login,
        p.seldom(2, () => ({
          authed_user: { id: p.digits('U0#######')(), access_token: s.prefixed('xoxp-', 60)() },
        })),
        { 'authed_user.id': is.login, 'authed_user.access_token': is.token },
      ],
    },
  },
  gitsshkeys: {
    rows: 80,
    columns: {
      user_id: ['uuid PRIMARY KEY REFERENCES users', is.technical, user],
      created_at: stamp(),
      private_key: ['text NOT NULL', is.key, s.pem('OPENSSH PRIVATE KEY', 260)],
      public_key: ['text NOT NULL', is.quasi, s.ssh],
    },
  },
  inbox_notifications: {
    rows: 100,
    columns: {
      id: id('inbox'),
      user_id: ofUser,
      title: [
        'text NOT NULL',
        is.value,
        p.one('Workspace autobuild failed', 'User account created', 'Workspace deleted'),
      ],
      content: [
        'text NOT NULL',
        is.words,
        () => `The account **${p.login()}** of **${p.full()}** was created.`,
      ],
      icon: ['text NOT NULL', is.value, always('DEFAULT_ICON_ACCOUNT')],
      actions: ['jsonb NOT NULL', is.value, () => [{ label: 'View', url: p.url() }]],
      created_at: stamp(),
    },
  },
};
