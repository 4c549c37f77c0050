import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, secretsOf, shortIdOf } from '../secrets';
import { worldOf } from '../world';

/** Synapse, a home server of Matrix. Its tables name people by their full handle, and most have no foreign keys. */

const p = worldOf(7812);
const s = secretsOf(p);
const names = ['anna', 'boris', 'chen', 'dana', 'emre', 'farid', 'grete', 'hugo', 'ines', 'jan'];
const handle = (at: number) =>
  `@${names[at % 10]}.${shortIdOf('surname', 5)(Math.floor(at / 10))}:example.org`;
const deviceId = (at: number) => shortIdOf('device', 10)(at).toUpperCase();
const roomId = (at: number) => `!${shortIdOf('room', 18)(at)}:example.org`;
const eventId = (at: number) => `$${shortIdOf('event', 43)(at)}`;
const who: FixtureColumn = ['text NOT NULL', is.login, keyIn(handle, 140)];
const device: FixtureColumn = ['text NOT NULL', is.device, deviceId];
const room: FixtureColumn = ['text NOT NULL', is.technical, keyIn(roomId, 40)];
const text = (make: () => unknown) => () => JSON.stringify(make());
const signed = () => ({
  user_id: handle(p.int(140)()),
  device_id: s.lower(10)().toUpperCase(),
  keys: { 'ed25519:A': s.b64(32)(), 'curve25519:A': s.b64(32)() },
  signatures: { a: { 'ed25519:A': s.b64(64)() } },
});

export const synapse = publicFixture('synapse', p.seed, {
  users: {
    rows: 140,
    columns: {
      name: ['text UNIQUE', is.login, handle],
      password_hash: ['text', is.password, s.bcrypt],
      creation_ts: ['bigint', is.technical, p.seconds],
      admin: ['smallint NOT NULL', is.value, p.int(1)],
      is_guest: ['smallint NOT NULL', is.value, p.int(1)],
      appservice_id: ['text', is.value, p.seldom(9, always('telegram'))],
      consent_version: ['text', is.value, p.one('1.0', '1.1', null)],
      user_type: ['text', is.value, p.one(null, null, 'bot')],
      deactivated: ['smallint NOT NULL', is.value, p.int(1)],
    },
  },
  profiles: {
    rows: 140,
    columns: {
      user_id: ['text NOT NULL UNIQUE', is.login, (at) => handle(at).slice(1).split(':')[0]],
      displayname: ['text', is.name, p.full],
      avatar_url: ['text', is.image, p.seldom(2, () => `mxc://example.org/${s.letters(24)()}`)],
    },
  },
  devices: {
    rows: 200,
    columns: {
      user_id: who,
      device_id: device,
      display_name: ['text', is.device, (at) => (at % 2 ? p.device() : 'Element Desktop: macOS')],
      last_seen: ['bigint', is.value, p.millis],
      ip: ['text', is.ip, p.ip],
      user_agent: ['text', is.device, p.agent],
      hidden: ['boolean', is.value, p.yes],
    },
    constraints: 'UNIQUE (user_id, device_id)',
  },
  access_tokens: {
    rows: 220,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_id: who,
      device_id: ['text', is.device, deviceId],
      token: [
        'text NOT NULL UNIQUE',
        is.token,
        (at) =>
          `syt_${Buffer.from(names[at % 10] ?? '')
            .toString('base64')
            .replace(/=/g, '')}_${s.letters(20)()}_${s.letters(6)()}`,
      ],
      valid_until_ms: ['bigint', is.technical, p.millis],
      puppets_user_id: ['text', is.login, p.seldom(20, handle)],
      last_validated: ['bigint', is.technical, p.millis],
      used: ['boolean', is.value, p.yes],
    },
  },
  refresh_tokens: {
    rows: 90,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_id: who,
      device_id: device,
      token: [
        'text NOT NULL UNIQUE',
        is.token,
        () => `syr_${s.lower(6)()}_${s.letters(20)()}_${s.letters(6)()}`,
      ],
      next_token_id: ['bigint', is.technical, p.nothing],
      expiry_ts: ['bigint', is.technical, p.millis],
    },
  },
  open_id_tokens: {
    rows: 30,
    columns: {
      token: ['text PRIMARY KEY', is.token, s.letters(24)],
      ts_valid_until_ms: ['bigint NOT NULL', is.technical, p.millis],
      user_id: who,
    },
  },
  registration_tokens: {
    rows: 8,
    columns: {
      token: ['text NOT NULL UNIQUE', is.token, s.letters(16)],
      uses_allowed: ['int', is.value, p.one(1, 5, null)],
      pending: ['int NOT NULL', is.value, p.int(2)],
      completed: ['int NOT NULL', is.value, p.int(5)],
      expiry_time: ['bigint', is.technical, p.millis],
    },
  },
  account_validity: {
    rows: 60,
    columns: {
      user_id: ['text PRIMARY KEY', is.login, handle],
      expiration_ts_ms: ['bigint NOT NULL', is.technical, p.millis],
      email_sent: ['boolean NOT NULL', is.value, p.yes],
      renewal_token: ['text', is.token, s.letters(32)],
    },
  },
  user_threepids: {
    rows: 120,
    columns: {
      user_id: who,
      medium: ['text NOT NULL', is.value, p.one('email', 'email', 'msisdn')],
      address: ['text NOT NULL', is.mail, (at) => (at % 5 ? p.mail() : p.digits('4479########')())],
      validated_at: ['bigint NOT NULL', is.technical, p.millis],
      added_at: ['bigint NOT NULL', is.technical, p.millis],
    },
  },
  user_threepid_id_server: {
    rows: 40,
    columns: {
      user_id: who,
      medium: ['text NOT NULL', is.value, always('email')],
      address: ['text NOT NULL', is.mail, p.mail],
      id_server: ['text NOT NULL', is.value, p.one('vector.im', 'matrix.org')],
    },
  },
  threepid_validation_session: {
    rows: 40,
    columns: {
      session_id: ['text PRIMARY KEY', is.session, s.letters(16)],
      medium: ['text NOT NULL', is.value, always('email')],
      address: ['text NOT NULL', is.mail, p.mail],
      client_secret: ['text NOT NULL', is.token, s.letters(32)],
      last_send_attempt: ['bigint NOT NULL', is.value, p.int(3)],
      validated_at: ['bigint', is.technical, p.millis],
    },
  },
  threepid_validation_token: {
    rows: 40,
    columns: {
      token: ['text PRIMARY KEY', is.token, s.letters(32)],
      session_id: ['text NOT NULL', is.session, s.letters(16)],
      next_link: ['text', is.value, p.seldom(3, p.url)],
      expires: ['bigint NOT NULL', is.technical, p.millis],
    },
  },
  threepid_guest_access_tokens: {
    rows: 12,
    columns: {
      medium: ['text', is.value, always('email')],
      address: ['text', is.mail, p.mail],
      guest_access_token: ['text', is.token, () => `syt_${s.letters(20)()}`],
      first_inviter: ['text', is.login, handle],
    },
  },
  user_external_ids: {
    rows: 70,
    columns: {
      auth_provider: ['text NOT NULL', is.value, p.one('oidc-google', 'saml')],
      external_id: ['text NOT NULL', is.login, (at) => (at % 2 ? p.f.string.numeric(21) : p.mail())],
      user_id: who,
    },
  },
  user_ips: {
    rows: 300,
    columns: {
      user_id: who,
      access_token: ['text NOT NULL', is.token, (at) => `syt_${shortIdOf('token', 30)(at % 90)}`],
      device_id: ['text', is.device, deviceId],
      ip: ['text NOT NULL', is.ip, p.ip],
      user_agent: ['text NOT NULL', is.device, p.agent],
      last_seen: ['bigint NOT NULL', is.value, p.millis],
    },
  },
  pushers: {
    rows: 60,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_name: ['text NOT NULL', is.login, handle],
      access_token: ['bigint', is.technical, row],
      profile_tag: ['text NOT NULL', is.value, always('')],
      kind: ['text NOT NULL', is.value, p.one('http', 'email')],
      app_id: ['text NOT NULL', is.value, p.one('im.vector.app.android', 'im.vector.app.ios.prod')],
      app_display_name: ['text NOT NULL', is.value, p.one('Element (Android)', 'Element (iOS)')],
      device_display_name: ['text NOT NULL', is.device, p.device],
      pushkey: [
        'text NOT NULL',
        is.token,
        (at) => (at % 2 ? s.b64(32)() : `${s.letters(22)()}:APA91b${s.letters(134)()}`),
      ],
      lang: ['text', is.value, p.one('en', 'de', 'fr')],
      data: [
        'text',
        is.wire,
        text(() => ({ url: 'https://matrix.org/_matrix/push/v1/notify', format: 'event_id_only' })),
      ],
    },
  },
  ui_auth_sessions: {
    rows: 20,
    columns: {
      session_id: ['text NOT NULL UNIQUE', is.session, s.letters(24)],
      creation_time: ['bigint NOT NULL', is.technical, p.millis],
      serverdict: [
        'text NOT NULL',
        is.mail,
        text(() => ({ request_user_id: handle(3), registration_email: p.mail() })),
        { request_user_id: is.login, registration_email: is.mail },
      ],
      clientdict: [
        'text NOT NULL',
        is.device,
        text(() => ({ initial_device_display_name: p.device(), username: p.login() })),
        { initial_device_display_name: is.device, username: is.login },
      ],
      uri: [
        'text NOT NULL',
        is.value,
        p.one('/_matrix/client/v3/register', '/_matrix/client/v3/account/password'),
      ],
      method: ['text NOT NULL', is.value, always('POST')],
    },
  },
  ui_auth_sessions_ips: {
    rows: 20,
    columns: {
      session_id: ['text NOT NULL', is.session, s.letters(24)],
      ip: ['text NOT NULL', is.ip, p.ip],
      user_agent: ['text NOT NULL', is.device, p.agent],
    },
  },
  sessions: {
    rows: 15,
    columns: {
      session_type: ['text NOT NULL', is.value, always('deactivate_account')],
      session_id: ['text NOT NULL UNIQUE', is.session, s.letters(24)],
      value: [
        'text NOT NULL',
        is.session,
        text(() => ({ id: s.letters(24)(), ip: p.ip() })),
        { id: is.session, ip: is.ip },
      ],
      expiry_time_ms: ['bigint NOT NULL', is.technical, p.millis],
    },
  },
  e2e_device_keys_json: {
    rows: 160,
    columns: {
      user_id: who,
      device_id: device,
      ts_added_ms: ['bigint NOT NULL', is.technical, p.millis],
      key_json: ['text NOT NULL', is.login, text(signed), { user_id: is.login, device_id: is.device }],
    },
  },
  e2e_room_keys: {
    rows: 150,
    columns: {
      user_id: who,
      room_id: room,
      session_id: ['text NOT NULL', is.key, s.b64(32)],
      version: ['bigint NOT NULL', is.technical, p.int(3)],
      is_verified: ['boolean', is.value, p.yes],
      session_data: [
        'text NOT NULL',
        is.key,
        text(() => ({ ciphertext: s.b64(300)(), ephemeral: s.b64(32)(), mac: s.b64(8)() })),
        { ciphertext: is.key },
      ],
    },
  },
  dehydrated_devices: {
    rows: 10,
    columns: {
      user_id: ['text PRIMARY KEY', is.login, handle],
      device_id: device,
      device_data: [
        'text NOT NULL',
        is.key,
        text(() => ({ algorithm: 'org.matrix.msc2697.v1.olm.libolm_pickle', account: s.b64(400)() })),
        { account: is.key },
      ],
    },
  },
  server_signature_keys: {
    rows: 20,
    columns: {
      server_name: ['text', is.value, () => p.f.internet.domainName()],
      key_id: ['text', is.technical, () => `ed25519:a_${s.letters(4)()}`],
      from_server: ['text', is.value, always('matrix.org')],
      ts_added_ms: ['bigint', is.technical, p.millis],
      verify_key: ['bytea', is.technical, s.bytes(45)],
    },
  },
  rooms: {
    rows: 40,
    columns: {
      room_id: ['text PRIMARY KEY', is.technical, roomId],
      is_public: ['boolean', is.value, p.yes],
      creator: ['text', is.login, handle],
      room_version: ['text', is.value, p.one('9', '10', '11')],
    },
  },
  room_stats_state: {
    rows: 40,
    columns: {
      room_id: ['text PRIMARY KEY', is.technical, roomId],
      name: ['text', is.value, p.one('Office', 'Lunch', 'Incidents', 'Random')],
      canonical_alias: ['text', is.value, (at) => `#room${at}:example.org`],
      join_rules: ['text', is.value, p.one('public', 'invite')],
      topic: ['text', is.value, p.one(null, 'All things lunch')],
      encryption: ['text', is.value, p.one(null, 'm.megolm.v1.aes-sha2')],
    },
  },
  room_memberships: {
    rows: 300,
    columns: {
      event_id: ['text NOT NULL UNIQUE', is.technical, eventId],
      user_id: who,
      sender: ['text NOT NULL', is.login, keyIn(handle, 140)],
      room_id: room,
      membership: ['text NOT NULL', is.value, p.one('join', 'leave', 'invite')],
      display_name: ['text', is.name, p.full],
      avatar_url: ['text', is.image, p.seldom(2, () => `mxc://example.org/${s.letters(24)()}`)],
    },
  },
  event_json: {
    rows: 300,
    columns: {
      event_id: ['text NOT NULL UNIQUE', is.technical, eventId],
      room_id: room,
      internal_metadata: [
        'text NOT NULL',
        is.technical,
        text(() => ({ stream_ordering: p.int(9000)(), instance_name: 'master' })),
      ],
      json: [
        'text NOT NULL',
        is.words,
        text(() => ({
          type: 'm.room.message',
          sender: handle(p.int(140)()),
          content: { msgtype: 'm.text', body: p.note() },
          origin_server_ts: p.millis(),
        })),
        { sender: is.login, 'content.body': is.words },
      ],
      format_version: ['int', is.technical, always(3)],
    },
  },
  event_reports: {
    rows: 20,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      received_ts: ['bigint NOT NULL', is.value, p.millis],
      room_id: room,
      user_id: who,
      reason: ['text', is.words, p.note],
      content: ['text', is.words, text(() => ({ reason: p.note(), score: -100 })), { reason: is.words }],
    },
  },
  local_media_repository: {
    rows: 120,
    columns: {
      media_id: ['text UNIQUE', is.technical, s.letters(24)],
      media_type: ['text', is.value, p.one('image/png', 'image/jpeg', 'application/pdf')],
      media_length: ['int', is.value, p.int(900_000)],
      created_ts: ['bigint', is.technical, p.millis],
      upload_name: ['text', is.words, p.fileName],
      user_id: ['text', is.login, handle],
      quarantined_by: ['text', is.login, p.seldom(30, handle)],
      url_cache: ['text', is.value, p.seldom(5, p.url)],
    },
  },
  presence_stream: {
    rows: 100,
    columns: {
      stream_id: ['bigint', is.technical, row],
      user_id: ['text', is.login, handle],
      state: ['text', is.value, p.one('online', 'offline', 'unavailable')],
      last_active_ts: ['bigint', is.value, p.millis],
      status_msg: ['text', is.words, p.seldom(3, () => `Out with ${p.given()} until Monday`)],
    },
  },
  user_daily_visits: {
    rows: 200,
    columns: {
      user_id: who,
      device_id: ['text', is.device, deviceId],
      timestamp: ['bigint NOT NULL', is.value, p.millis],
      user_agent: ['text', is.device, p.agent],
    },
  },
});
