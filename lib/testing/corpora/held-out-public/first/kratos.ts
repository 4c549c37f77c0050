import { is } from '../../generate/fixture-of';
import { always } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, uuidOf } from '../secrets';
import { flow, kratosIdentities, nid, ofIdentity, p, s } from './kratos-identities';

/** Ory Kratos, identities and how they sign in. */

export const kratos = publicFixture('kratos', p.seed, {
  ...kratosIdentities,
  sessions: {
    rows: 200,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('session')],
      issued_at: ['timestamp NOT NULL', is.value, p.past],
      expires_at: ['timestamp NOT NULL', is.value, p.future],
      authenticated_at: ['timestamp NOT NULL', is.value, p.past],
      identity_id: ['uuid NOT NULL REFERENCES identities', is.technical, ofIdentity],
      token: ['varchar(39)', is.session, s.prefixed('ory_st_', 32)],
      active: ['boolean', is.value, p.yes],
      nid,
      logout_token: ['varchar(39)', is.token, s.prefixed('ory_lo_', 32)],
      aal: ['varchar(4) NOT NULL', is.value, p.one('aal1', 'aal2')],
      authentication_methods: [
        'jsonb',
        is.value,
        () => [{ method: p.one('password', 'oidc')(), aal: 'aal1', completed_at: p.past() }],
      ],
    },
  },
  session_devices: {
    rows: 220,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('device')],
      ip_address: ['varchar(50)', is.ip, p.ip],
      user_agent: ['varchar(512)', is.device, p.agent],
      location: ['varchar(512)', is.quasi, () => `${p.city()}, ${p.country()}`],
      nid,
      session_id: ['uuid NOT NULL REFERENCES sessions', is.technical, keyIn(uuidOf('session'), 200)],
    },
  },
  session_token_exchanges: {
    rows: 30,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('exchange')],
      flow_id: ['uuid NOT NULL', is.technical, () => p.f.string.uuid()],
      session_id: ['uuid', is.technical, keyIn(uuidOf('session'), 200)],
      init_code: ['varchar(64) NOT NULL', is.token, s.letters(64)],
      return_to_code: ['varchar(64) NOT NULL', is.token, s.letters(64)],
    },
  },
  courier_messages: {
    rows: 150,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, uuidOf('message')],
      type: ['int NOT NULL', is.value, p.one(1, 2)],
      status: ['int NOT NULL', is.value, p.one(1, 2, 3)],
      body: [
        'text NOT NULL',
        is.words,
        () => `Hi ${p.given()}, please sign in with the code ${p.f.string.numeric(6)}.`,
      ],
      subject: [
        'varchar(255) NOT NULL',
        is.value,
        p.one('Recover access to your account', 'Please verify your email address'),
      ],
      recipient: ['varchar(255) NOT NULL', is.mail, p.mail],
      template_type: [
        'varchar(255) NOT NULL',
        is.value,
        p.one('recovery_code_valid', 'verification_code_valid'),
      ],
      template_data: [
        'bytea',
        is.token,
        () =>
          `\\x${Buffer.from(JSON.stringify({ to: p.mail(), code: p.f.string.numeric(6) })).toString('hex')}`,
      ],
      send_count: ['int NOT NULL', is.value, p.int(3)],
      nid,
    },
  },
  continuity_containers: {
    rows: 15,
    columns: {
      id: ['uuid PRIMARY KEY', is.session, uuidOf('container')],
      identity_id: ['uuid REFERENCES identities', is.technical, ofIdentity],
      name: ['varchar(255) NOT NULL', is.value, always('ory_kratos_oidc_auth_code_session')],
      payload: [
        'jsonb',
        is.token,
        () => ({ state: s.b64url(48)(), flow_id: p.f.string.uuid(), data: { nonce: [s.letters(12)()] } }),
        { state: is.token },
      ],
    },
  },
  selfservice_login_flows: flow(180),
  selfservice_recovery_flows: flow(60),
});
