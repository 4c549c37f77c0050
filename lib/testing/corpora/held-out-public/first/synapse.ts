import { is } from '../../generate/fixture-of';
import { always, row } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn } from '../secrets';
import {
  device,
  deviceId,
  eventId,
  handle,
  p,
  room,
  roomId,
  s,
  signed,
  synapsePeople,
  text,
  who,
} from './synapse-people';

/** Synapse, a home server of Matrix. Its tables name people by their full handle, and most have no foreign keys. */

export const synapse = publicFixture('synapse', p.seed, {
  ...synapsePeople,
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
