import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row } from '../../generate/people';
import type { PublicTable } from '../public-fixture';
import { keyIn, secretsOf, shortIdOf } from '../secrets';
import { worldOf } from '../world';

/** People of Synapse, their devices and tokens. */

export const p = worldOf(7812);
export const s = secretsOf(p);
const names = ['anna', 'boris', 'chen', 'dana', 'emre', 'farid', 'grete', 'hugo', 'ines', 'jan'];
export const handle = (at: number) =>
  `@${names[at % 10]}.${shortIdOf('surname', 5)(Math.floor(at / 10))}:example.org`;
export const deviceId = (at: number) => shortIdOf('device', 10)(at).toUpperCase();
export const roomId = (at: number) => `!${shortIdOf('room', 18)(at)}:example.org`;
export const eventId = (at: number) => `$${shortIdOf('event', 43)(at)}`;
export const who: FixtureColumn = ['text NOT NULL', is.login, keyIn(handle, 140)];
export const device: FixtureColumn = ['text NOT NULL', is.device, deviceId];
export const room: FixtureColumn = ['text NOT NULL', is.technical, keyIn(roomId, 40)];
export const text = (make: () => unknown) => () => JSON.stringify(make());
export const signed = () => ({
  user_id: handle(p.int(140)()),
  device_id: s.lower(10)().toUpperCase(),
  keys: { 'ed25519:A': s.b64(32)(), 'curve25519:A': s.b64(32)() },
  signatures: { a: { 'ed25519:A': s.b64(64)() } },
});

export const synapsePeople: Record<string, PublicTable> = {
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
};
