import { is } from '../../generate/fixture-of';
import { always, row } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, uuidOf } from '../secrets';
import { coderPeople, id, ofUser, p, s, stamp } from './coder-people';

/** Coder, workspaces for developers. */

export const coder = publicFixture('coder', p.seed, {
  ...coderPeople,
  licenses: {
    rows: 2,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      uploaded_at: stamp(),
      jwt: [
        'text NOT NULL UNIQUE',
        is.key,
        s.jwt(() => ({ account_id: p.f.string.uuid(), feature_set: 'premium' })),
      ],
      exp: ['timestamptz NOT NULL', is.value, p.future],
      uuid: ['uuid NOT NULL', is.technical, uuidOf('license')],
    },
  },
  mcp_server_configs: {
    rows: 5,
    columns: {
      id: id('mcp'),
      display_name: ['text NOT NULL', is.value, p.one('Linear', 'Jira', 'Sentry')],
      slug: ['text NOT NULL', is.value, (at) => `server-${at}`],
      url: ['text NOT NULL', is.wire, p.url],
      auth_type: ['text NOT NULL', is.value, p.one('oauth2', 'api_key', 'custom_headers')],
      oauth2_client_id: ['text NOT NULL', is.value, s.letters(20)],
      oauth2_client_secret: ['text NOT NULL', is.key, s.b64(70)],
      oauth2_token_url: ['text NOT NULL', is.wire, p.url],
      api_key_header: ['text NOT NULL', is.value, p.one('Authorization', 'X-Api-Key')],
      api_key_value: ['text NOT NULL', is.key, s.b64(80)],
      custom_headers: [
        'text NOT NULL',
        is.key,
        () => JSON.stringify({ 'X-Token': s.letters(32)() }),
        { 'X-Token': is.key },
      ],
    },
  },
  mcp_server_user_tokens: {
    rows: 40,
    columns: {
      id: id('mcp token'),
      mcp_server_config_id: [
        'uuid NOT NULL REFERENCES mcp_server_configs',
        is.technical,
        keyIn(uuidOf('mcp'), 5),
      ],
      user_id: ofUser,
      access_token: ['text NOT NULL', is.token, s.b64(120)],
      refresh_token: ['text NOT NULL', is.token, p.seldom(2, s.b64(90), '')],
      token_type: ['text NOT NULL', is.value, always('Bearer')],
      expiry: ['timestamptz', is.technical, p.future],
    },
  },
  notification_messages: {
    rows: 120,
    columns: {
      id: id('notification'),
      user_id: ofUser,
      method: ['text NOT NULL', is.value, p.one('smtp', 'webhook', 'inbox')],
      status: ['text NOT NULL', is.value, p.one('pending', 'sent')],
      status_reason: ['text', is.value, p.one(null, 'dial tcp: i/o timeout')],
      created_by: ['text NOT NULL', is.value, p.one('autobuild', 'api-users-create')],
      payload: [
        'jsonb NOT NULL',
        is.mail,
        () => ({
          _version: '1.1',
          user_email: p.mail(),
          user_name: p.full(),
          user_username: p.login(),
          labels: { one_time_passcode: p.f.string.uuid() },
          notification_name: 'One-Time Passcode',
        }),
        {
          user_email: is.mail,
          user_name: is.name,
          user_username: is.login,
          'labels.one_time_passcode': is.token,
        },
      ],
      attempt_count: ['int', is.value, p.int(3)],
      dedupe_hash: ['text', is.technical, s.hex(32)],
    },
  },
  oauth2_provider_apps: {
    rows: 5,
    columns: {
      id: id('app'),
      created_at: stamp(),
      name: ['varchar(64) NOT NULL', is.value, p.one('JetBrains', 'Backstage', 'Portal')],
      icon: ['varchar(256) NOT NULL', is.value, always('')],
      callback_url: ['text NOT NULL', is.wire, p.url],
      redirect_uris: ['text[]', is.wire, () => [p.url()]],
      contacts: ['text[]', is.mail, () => [p.mail()]],
      registration_access_token: ['bytea', is.token, s.bytes(32)],
    },
  },
  oauth2_provider_app_secrets: {
    rows: 8,
    columns: {
      id: id('app secret'),
      created_at: stamp(),
      hashed_secret: ['bytea NOT NULL', is.key, s.bytes(52)],
      display_secret: ['text NOT NULL', is.key, s.letters(6)],
      app_id: ['uuid NOT NULL REFERENCES oauth2_provider_apps', is.technical, keyIn(uuidOf('app'), 5)],
      secret_prefix: ['bytea NOT NULL', is.key, s.bytes(10)],
    },
  },
  oauth2_provider_app_codes: {
    rows: 20,
    columns: {
      id: id('code'),
      expires_at: stamp(),
      secret_prefix: ['bytea NOT NULL', is.token, s.bytes(10)],
      hashed_secret: ['bytea NOT NULL', is.token, s.bytes(52)],
      user_id: ofUser,
      code_challenge: ['text', is.token, s.b64url(32)],
      state_hash: ['text', is.token, s.hex(64)],
      redirect_uri: ['text', is.wire, p.url],
    },
  },
  oauth2_provider_app_tokens: {
    rows: 40,
    columns: {
      id: id('token'),
      expires_at: stamp(),
      hash_prefix: ['bytea NOT NULL', is.token, s.bytes(10)],
      refresh_hash: ['bytea NOT NULL', is.token, s.bytes(52)],
      api_key_id: ['text NOT NULL', is.technical, s.letters(10)],
      user_id: ofUser,
    },
  },
  parameter_values: {
    rows: 60,
    columns: {
      id: id('parameter'),
      scope: ['text NOT NULL', is.value, p.one('workspace', 'template')],
      scope_id: ['uuid NOT NULL', is.technical, () => p.f.string.uuid()],
      name: ['varchar(64) NOT NULL', is.value, p.one('region', 'cpu', 'dotfiles_uri', 'do_token')],
      source_scheme: ['text NOT NULL', is.value, always('data')],
      source_value: [
        'text NOT NULL',
        is.key,
        (at) =>
          [
            p.one('eu-west-1', 'us-east-1')(),
            '4',
            `https://github.com/${p.login()}/dotfiles`,
            s.prefixed('dop_v1_', 64)(),
          ][at % 4],
      ],
    },
  },
  provisioner_keys: {
    rows: 4,
    columns: {
      id: id('provisioner key'),
      created_at: stamp(),
      name: ['varchar(64) NOT NULL', is.value, p.one('built-in', 'psk', 'aws')],
      hashed_secret: ['bytea NOT NULL', is.key, s.bytes(32)],
      tags: ['jsonb NOT NULL', is.value, always({ scope: 'organization' })],
    },
  },
  provisioner_daemons: {
    rows: 12,
    columns: {
      id: id('daemon'),
      created_at: stamp(),
      name: ['varchar(64) NOT NULL', is.value, (at) => `worker-${at}`],
      provisioners: ['text[] NOT NULL', is.value, () => ['terraform']],
      tags: ['jsonb NOT NULL', is.value, always({ scope: 'organization', owner: '' })],
      version: ['text NOT NULL', is.value, always('v2.24.1')],
    },
  },
  provisioner_job_logs: {
    rows: 150,
    columns: {
      job_id: ['uuid NOT NULL', is.technical, keyIn(uuidOf('job'), 20)],
      created_at: stamp(),
      source: ['text NOT NULL', is.value, p.one('provisioner', 'provisioner_daemon')],
      level: ['text NOT NULL', is.value, p.one('info', 'debug', 'error')],
      stage: ['varchar(128) NOT NULL', is.value, p.one('Planning infrastructure', 'Starting workspace')],
      output: [
        'varchar(1024) NOT NULL',
        is.value,
        p.one(
          'Terraform 1.9.8',
          'Initializing the backend...',
          'Apply complete! Resources: 3 added, 0 changed, 0 destroyed.',
          '',
        ),
      ],
      id: ['bigint PRIMARY KEY', is.technical, row],
    },
  },
});
