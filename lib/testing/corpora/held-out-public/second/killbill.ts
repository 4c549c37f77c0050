import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Kill Bill, subscriptions and payments. Every table has its history, and the names of those who changed a row. */

const p = worldOf(7815);
const s = secretsOf(p);
const account = uuidOf('account');
const recordId: FixtureColumn = ['bigint PRIMARY KEY', is.technical, row];
const id = (table: string): FixtureColumn => ['varchar(36) NOT NULL UNIQUE', is.technical, uuidOf(table)];
const ofAccount: FixtureColumn = ['varchar(36) NOT NULL', is.technical, keyIn(account, 150)];
/** Operators by their log-in, and programs by their name. */
const by = (at: number) =>
  at % 4 === 0
    ? 'SubscriptionBaseTransition'
    : p.f.helpers.arrayElement(['mia.keller', 'tomas.h', 'asha', 'jdupont', 'admin', 'o.petrova']);
const trail = (): Record<string, FixtureColumn> => ({
  created_by: ['varchar(50) NOT NULL', is.login, by],
  created_date: ['timestamp NOT NULL', is.technical, p.past],
  updated_by: ['varchar(50)', is.login, by],
  updated_date: ['timestamp', is.technical, p.past],
});
const person = (): Record<string, FixtureColumn> => ({
  external_key: ['varchar(255) NOT NULL', is.login, (at) => (at % 2 ? p.mail() : p.digits('cust-######')())],
  email: ['varchar(128)', is.mail, p.mail],
  name: ['varchar(100)', is.name, p.full],
  first_name_length: ['int', is.value, p.int(12)],
  currency: ['varchar(3)', is.value, p.one('USD', 'EUR')],
  billing_cycle_day_local: ['int', is.value, p.int(28)],
  time_zone: ['varchar(50) NOT NULL', is.value, p.zone],
  locale: ['varchar(5)', is.value, p.one('en_US', 'fr_FR')],
  address1: ['varchar(100)', is.address, p.street],
  address2: ['varchar(100)', is.address, p.seldom(3, p.street2)],
  company_name: ['varchar(50)', is.value, p.seldom(2, () => p.company().slice(0, 50))],
  city: ['varchar(50)', is.quasi, p.city],
  state_or_province: ['varchar(50)', is.quasi, p.region],
  country: ['varchar(50)', is.quasi, p.country],
  postal_code: ['varchar(16)', is.quasi, p.zip],
  phone: ['varchar(25)', is.phone, p.phone],
  notes: ['varchar(4096)', is.words, p.seldom(3, p.note)],
});

export const killbill = publicFixture('killbill', p.seed, {
  tenants: {
    rows: 4,
    columns: {
      record_id: recordId,
      id: id('tenant'),
      external_key: ['varchar(255)', is.value, p.company],
      api_key: ['varchar(128)', is.key, p.one('bob', 'acme-live', 'acme-test')],
      api_secret: ['varchar(128)', is.key, s.b64(64)],
      api_salt: ['varchar(128)', is.key, s.b64(16)],
      created_by: ['varchar(50) NOT NULL', is.login, by],
    },
  },
  tenant_kvs: {
    rows: 8,
    columns: {
      record_id: recordId,
      id: id('kv'),
      tenant_key: [
        'varchar(255) NOT NULL',
        is.value,
        p.one('PLUGIN_CONFIG_killbill-stripe', 'CATALOG', 'PUSH_NOTIFICATION_CB'),
      ],
      tenant_value: [
        'text NOT NULL',
        is.key,
        () =>
          `org.killbill.billing.plugin.stripe.apiKey=${s.prefixed('sk_live_', 24)()}\norg.killbill.billing.plugin.stripe.publicKey=${s.prefixed('pk_live_', 24)()}`,
      ],
      is_active: ['boolean', is.value, p.yes],
    },
  },
  accounts: {
    rows: 150,
    columns: {
      record_id: recordId,
      id: id('account'),
      ...person(),
      reference_time: ['timestamp NOT NULL', is.value, p.past],
      migrated: ['boolean', is.value, p.yes],
      ...trail(),
      tenant_record_id: ['bigint NOT NULL', is.technical, to(4)],
    },
  },
  account_history: {
    rows: 200,
    columns: {
      record_id: recordId,
      id: ['varchar(36) NOT NULL', is.technical, keyIn(account, 150)],
      target_record_id: ['bigint NOT NULL', is.technical, to(150)],
      ...person(),
      change_type: ['varchar(6) NOT NULL', is.value, p.one('INSERT', 'UPDATE')],
      ...trail(),
    },
  },
  account_emails: {
    rows: 60,
    columns: {
      record_id: recordId,
      id: id('account mail'),
      account_id: ofAccount,
      email: ['varchar(128) NOT NULL', is.mail, p.mail],
      is_active: ['boolean', is.value, p.yes],
      ...trail(),
    },
  },
  payment_methods: {
    rows: 140,
    columns: {
      record_id: recordId,
      id: id('method'),
      external_key: [
        'varchar(255) NOT NULL',
        is.token,
        (at) => (at % 2 ? s.prefixed('pm_1', 23)() : p.f.string.uuid()),
      ],
      account_id: ofAccount,
      plugin_name: [
        'varchar(50) NOT NULL',
        is.value,
        p.one('killbill-stripe', 'killbill-paypal-express', '__EXTERNAL_PAYMENT__'),
      ],
      is_active: ['boolean', is.value, p.yes],
      ...trail(),
    },
  },
  payment_attempts: {
    rows: 150,
    columns: {
      record_id: recordId,
      id: id('attempt'),
      account_id: ofAccount,
      payment_external_key: ['varchar(255) NOT NULL', is.technical, () => p.f.string.uuid()],
      transaction_external_key: ['varchar(255) NOT NULL', is.technical, () => p.f.string.uuid()],
      transaction_type: ['varchar(32) NOT NULL', is.value, p.one('AUTHORIZE', 'PURCHASE', 'REFUND')],
      state_name: ['varchar(32) NOT NULL', is.value, p.one('SUCCESS', 'RETRIED', 'ABORTED')],
      amount: ['numeric(15,9)', is.value, () => p.f.number.float({ max: 900, fractionDigits: 2 })],
      currency: ['varchar(3)', is.value, p.one('USD', 'EUR')],
      plugin_name: ['varchar(1024) NOT NULL', is.value, always('killbill-stripe')],
      plugin_properties: ['bytea', is.card, s.bytes(120)],
      ...trail(),
    },
  },
  payment_transactions: {
    rows: 200,
    columns: {
      record_id: recordId,
      id: id('transaction'),
      transaction_external_key: ['varchar(255) NOT NULL', is.technical, () => p.f.string.uuid()],
      transaction_status: ['varchar(50) NOT NULL', is.value, p.one('SUCCESS', 'PAYMENT_FAILURE')],
      amount: ['numeric(15,9)', is.value, () => p.f.number.float({ max: 900, fractionDigits: 2 })],
      gateway_error_code: ['varchar(32)', is.value, p.one(null, 'card_declined')],
      gateway_error_msg: ['text', is.value, p.one(null, 'Your card was declined.')],
      ...trail(),
    },
  },
  custom_fields: {
    rows: 80,
    columns: {
      record_id: recordId,
      id: id('field'),
      object_id: ['varchar(36) NOT NULL', is.technical, keyIn(account, 150)],
      object_type: ['varchar(30) NOT NULL', is.value, p.one('ACCOUNT', 'SUBSCRIPTION')],
      field_name: ['varchar(64) NOT NULL', is.value, p.one('vat_id', 'sales_rep', 'segment')],
      field_value: [
        'varchar(255)',
        is.identity,
        (at) => [p.digits('DE#########')(), p.full(), 'smb'][at % 3],
      ],
      ...trail(),
    },
  },
  audit_log: {
    rows: 250,
    columns: {
      record_id: recordId,
      id: id('audit'),
      target_record_id: ['bigint NOT NULL', is.technical, to(150)],
      table_name: ['varchar(50) NOT NULL', is.value, p.one('ACCOUNT_HISTORY', 'PAYMENT_HISTORY')],
      change_type: ['varchar(6) NOT NULL', is.value, p.one('INSERT', 'UPDATE')],
      created_by: ['varchar(50) NOT NULL', is.login, by],
      reason_code: ['varchar(255)', is.value, p.one(null, 'OTHER')],
      comments: ['varchar(255)', is.words, p.seldom(3, p.note)],
      user_token: ['varchar(36)', is.technical, () => p.f.string.uuid()],
    },
  },
  notifications: {
    rows: 60,
    columns: {
      record_id: recordId,
      class_name: [
        'varchar(256) NOT NULL',
        is.value,
        always('org.killbill.billing.invoice.notification.NextBillingDateNotificationKey'),
      ],
      event_json: [
        'text NOT NULL',
        is.technical,
        () => JSON.stringify({ uuidKey: p.f.string.uuid(), targetDate: p.past() }),
      ],
      user_token: ['varchar(36)', is.technical, () => p.f.string.uuid()],
      creating_owner: ['varchar(50) NOT NULL', is.value, always('node-1')],
      processing_state: ['varchar(14)', is.value, p.one('AVAILABLE', 'PROCESSED')],
      queue_name: ['varchar(64) NOT NULL', is.value, always('invoice-service:next-billing-date-queue')],
    },
  },
  users: {
    rows: 12,
    columns: {
      record_id: recordId,
      username: ['varchar(128) UNIQUE', is.login, p.login],
      password: ['varchar(128)', is.password, s.b64(64)],
      password_salt: ['varchar(128)', is.password, s.b64(16)],
      is_active: ['boolean', is.value, p.yes],
      ...trail(),
    },
  },
  user_roles: {
    rows: 20,
    columns: {
      record_id: recordId,
      username: ['varchar(128)', is.login, p.login],
      role_name: ['varchar(128)', is.value, p.one('admin', 'finance')],
      is_active: ['boolean', is.value, p.yes],
    },
  },
  sessions: {
    rows: 30,
    columns: {
      record_id: recordId,
      id: ['varchar(36) NOT NULL', is.session, () => p.f.string.uuid()],
      start_timestamp: ['timestamp NOT NULL', is.value, p.past],
      timeout: ['int', is.value, always(3_600_000)],
      host: ['varchar(100)', is.ip, p.ip],
      session_data: ['bytea', is.session, s.bytes(200)],
    },
  },
});
