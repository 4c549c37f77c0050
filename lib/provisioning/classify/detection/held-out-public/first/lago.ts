import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Lago, metered billing. */

const p = worldOf(7808);
const s = secretsOf(p);
const organization = uuidOf('organization');
const customer = uuidOf('customer');
const id = (table: string): FixtureColumn => ['uuid PRIMARY KEY', is.technical, uuidOf(table)];
const ofOrganization: FixtureColumn = [
  'uuid NOT NULL REFERENCES organizations',
  is.technical,
  keyIn(organization, 6),
];
const ofCustomer: FixtureColumn = ['uuid NOT NULL REFERENCES customers', is.technical, keyIn(customer, 160)];
const stamp = (): FixtureColumn => ['timestamp NOT NULL', is.technical, p.past];
const currency = p.one('EUR', 'USD', 'GBP');

export const lago = publicFixture('lago', p.seed, {
  organizations: {
    rows: 6,
    columns: {
      id: id('organization'),
      name: ['varchar NOT NULL', is.value, p.company],
      api_key: ['varchar', is.key, uuidOf('old key')],
      webhook_url: ['varchar', is.wire, p.url],
      vat_rate: ['float NOT NULL', is.value, p.one(0, 19, 20)],
      country: ['varchar', is.value, p.country],
      address_line1: ['varchar', is.value, p.street],
      zipcode: ['varchar', is.value, p.zip],
      city: ['varchar', is.value, p.city],
      email: ['varchar', is.mail, p.mail],
      legal_name: ['varchar', is.value, p.company],
      legal_number: ['varchar', is.value, p.digits('HRB ######')],
      hmac_key: ['varchar NOT NULL', is.key, uuidOf('hmac')],
    },
  },
  users: {
    rows: 40,
    columns: {
      id: id('user'),
      email: ['varchar', is.mail, p.mail],
      password_digest: ['varchar', is.password, s.bcrypt],
      created_at: stamp(),
    },
  },
  memberships: {
    rows: 40,
    columns: {
      id: id('membership'),
      organization_id: ofOrganization,
      user_id: ['uuid NOT NULL REFERENCES users', is.technical, uuidOf('user')],
      status: ['int NOT NULL', is.value, p.int(1)],
    },
  },
  user_devices: {
    rows: 70,
    columns: {
      id: id('device'),
      user_id: ['uuid NOT NULL REFERENCES users', is.technical, keyIn(uuidOf('user'), 40)],
      fingerprint: ['varchar NOT NULL', is.device, s.hex(64)],
      browser: ['varchar', is.value, p.one('Chrome', 'Safari', 'Firefox')],
      os: ['varchar', is.value, p.one('macOS', 'Windows', 'Linux')],
      device_type: ['varchar', is.value, p.one('desktop', 'mobile')],
      last_logged_at: ['timestamp NOT NULL', is.value, p.past],
      last_ip_address: ['varchar', is.ip, p.ip],
    },
  },
  invites: {
    rows: 20,
    columns: {
      id: id('invite'),
      organization_id: ofOrganization,
      email: ['varchar NOT NULL', is.mail, p.mail],
      token: ['varchar NOT NULL UNIQUE', is.token, s.hex(40)],
      status: ['int NOT NULL', is.value, p.int(2)],
      roles: ['varchar[] NOT NULL', is.value, () => [p.one('admin', 'finance')()]],
    },
  },
  password_resets: {
    rows: 15,
    columns: {
      id: id('reset'),
      user_id: ['uuid NOT NULL REFERENCES users', is.technical, keyIn(uuidOf('user'), 40)],
      token: ['varchar NOT NULL UNIQUE', is.token, s.hex(40)],
      expire_at: ['timestamp NOT NULL', is.technical, p.future],
    },
  },
  api_keys: {
    rows: 9,
    columns: {
      id: id('api key'),
      organization_id: ofOrganization,
      value: ['varchar NOT NULL UNIQUE', is.key, () => p.f.string.uuid()],
      name: ['varchar', is.value, p.one(null, 'backend', 'metering')],
      permissions: ['jsonb NOT NULL', is.value, always({ customer: ['read', 'write'], event: ['write'] })],
      last_used_at: ['timestamp', is.value, p.past],
    },
  },
  customers: {
    rows: 160,
    columns: {
      id: id('customer'),
      external_id: ['varchar NOT NULL', is.login, (at) => (at % 2 ? p.digits('user_######')() : p.mail())],
      name: ['varchar', is.value, (at) => (at % 3 ? p.company() : null)],
      organization_id: ofOrganization,
      country: ['varchar', is.quasi, p.country],
      address_line1: ['varchar', is.address, p.street],
      address_line2: ['varchar', is.address, p.seldom(3, p.street2)],
      state: ['varchar', is.quasi, p.region],
      zipcode: ['varchar', is.quasi, p.zip],
      email: ['varchar', is.mail, (at) => (at % 3 ? p.mail() : `${p.mail()},${p.mail()}`)],
      city: ['varchar', is.quasi, p.city],
      url: ['varchar', is.value, p.seldom(2, p.url)],
      phone: ['varchar', is.phone, p.phone],
      logo_url: ['varchar', is.value, p.nothing],
      legal_name: ['varchar', is.value, p.company],
      legal_number: ['varchar', is.value, p.digits('#########')],
      payment_provider: ['varchar', is.value, p.one('stripe', 'gocardless', 'adyen', null)],
      slug: ['varchar', is.technical, (at) => `LAG-1A2B-${String(at).padStart(3, '0')}`],
      currency: ['varchar', is.value, currency],
      timezone: ['varchar', is.value, p.zone],
      document_locale: ['varchar', is.value, p.one('en', 'de', 'fr')],
      tax_identification_number: ['varchar', is.identity, p.digits('DE#########')],
      net_payment_term: ['int', is.value, p.one(0, 14, 30)],
      external_salesforce_id: ['varchar', is.account, p.seldom(3, s.prefixed('0015g00000', 8))],
      shipping_address_line1: ['varchar', is.address, p.seldom(2, p.street)],
      shipping_city: ['varchar', is.quasi, p.seldom(2, p.city)],
      shipping_zipcode: ['varchar', is.quasi, p.seldom(2, p.zip)],
      firstname: ['varchar', is.name, p.given],
      lastname: ['varchar', is.name, p.family],
      created_at: stamp(),
    },
  },
  customer_metadata: {
    rows: 80,
    columns: {
      id: id('metadata'),
      customer_id: ofCustomer,
      key: ['varchar NOT NULL', is.value, p.one('Purchase order', 'Contact person', 'Segment')],
      value: ['varchar NOT NULL', is.name, (at) => [p.digits('PO-####')(), p.full(), 'enterprise'][at % 3]],
      display_in_invoice: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  payment_providers: {
    rows: 6,
    columns: {
      id: id('provider'),
      organization_id: ofOrganization,
      type: [
        'varchar NOT NULL',
        is.value,
        p.one('PaymentProviders::StripeProvider', 'PaymentProviders::AdyenProvider'),
      ],
      secrets: ['varchar', is.key, s.rails(160)],
      settings: [
        'jsonb NOT NULL',
        is.key,
        () => ({
          webhook_id: s.prefixed('we_', 24)(),
          webhook_secret: s.parts(40)(),
          success_redirect_url: p.url(),
        }),
        { webhook_secret: is.key },
      ],
      code: ['varchar NOT NULL', is.value, p.one('stripe_eu', 'stripe_us', 'adyen')],
      name: ['varchar NOT NULL', is.value, p.one('Stripe EU', 'Adyen')],
    },
  },
  integrations: {
    rows: 5,
    columns: {
      id: id('integration'),
      organization_id: ofOrganization,
      name: ['varchar NOT NULL', is.value, p.one('Netsuite', 'Xero', 'HubSpot')],
      code: ['varchar NOT NULL', is.value, p.one('netsuite', 'xero', 'hubspot')],
      type: [
        'varchar NOT NULL',
        is.value,
        p.one('Integrations::NetsuiteIntegration', 'Integrations::XeroIntegration'),
      ],
      secrets: ['varchar', is.key, s.rails(220)],
      settings: [
        'jsonb NOT NULL',
        is.value,
        () => ({ account_id: p.digits('######_sb1')(), script_endpoint_url: p.url() }),
      ],
    },
  },
  integration_customers: {
    rows: 60,
    columns: {
      id: id('integration customer'),
      integration_id: [
        'uuid NOT NULL REFERENCES integrations',
        is.technical,
        keyIn(uuidOf('integration'), 5),
      ],
      customer_id: ofCustomer,
      external_customer_id: ['varchar', is.account, p.digits('#####')],
      type: ['varchar NOT NULL', is.value, always('IntegrationCustomers::NetsuiteCustomer')],
      settings: ['jsonb NOT NULL', is.value, () => ({ sync_with_provider: p.yes(), subsidiary_id: '2' })],
    },
  },
  payment_methods: {
    rows: 90,
    columns: {
      id: id('method'),
      customer_id: ofCustomer,
      provider_method_id: ['varchar NOT NULL', is.token, s.prefixed('pm_1', 23)],
      provider_method_type: ['varchar', is.value, p.one('card', 'sepa_debit')],
      is_default: ['boolean NOT NULL', is.value, p.yes],
      details: [
        'jsonb NOT NULL',
        is.card,
        () => ({
          type: 'card',
          last4: p.f.string.numeric(4),
          brand: p.one('visa', 'mastercard')(),
          expiration_year: 2028,
        }),
        { last4: is.card },
      ],
    },
  },
  payments: {
    rows: 150,
    columns: {
      id: id('payment'),
      amount_cents: ['bigint NOT NULL', is.value, p.cents],
      amount_currency: ['varchar NOT NULL', is.value, currency],
      provider_payment_id: ['varchar', is.account, s.prefixed('pi_3', 23)],
      status: ['varchar NOT NULL', is.value, p.one('succeeded', 'requires_payment_method')],
      provider_payment_data: [
        'jsonb',
        is.token,
        () => ({
          client_secret: `pi_3${s.letters(23)()}_secret_${s.letters(25)()}`,
          receipt_email: p.mail(),
        }),
        { client_secret: is.token, receipt_email: is.mail },
      ],
      reference: ['varchar', is.account, p.seldom(3, p.digits('RF## #### ####'))],
      customer_id: ofCustomer,
    },
  },
  plans: {
    rows: 14,
    columns: {
      id: id('plan'),
      organization_id: ofOrganization,
      name: ['varchar NOT NULL', is.value, p.one('Free', 'Pro', 'Scale', 'Enterprise')],
      code: ['varchar NOT NULL', is.value, (at) => `plan_${at}`],
      interval: ['int', is.value, p.int(3)],
      description: ['varchar', is.value, () => p.f.commerce.productDescription()],
      amount_cents: ['bigint', is.value, p.cents],
      amount_currency: ['varchar NOT NULL', is.value, currency],
      trial_period: ['float', is.value, p.one(0, 14, 30)],
    },
  },
  subscriptions: {
    rows: 160,
    columns: {
      id: id('subscription'),
      customer_id: ofCustomer,
      plan_id: ['uuid NOT NULL REFERENCES plans', is.technical, keyIn(uuidOf('plan'), 14)],
      status: ['int NOT NULL', is.value, p.int(3)],
      started_at: ['timestamp', is.value, p.past],
      name: ['varchar', is.value, p.one(null, 'Main', 'Repository A')],
      external_id: ['varchar NOT NULL', is.technical, p.digits('sub_########')],
      billing_time: ['int NOT NULL', is.value, p.int(1)],
      purchase_order_number: ['varchar', is.value, p.seldom(4, p.digits('PO-####'))],
    },
  },
  invoices: {
    rows: 200,
    columns: {
      id: id('invoice'),
      customer_id: ofCustomer,
      issuing_date: ['date', is.value, p.day],
      taxes_amount_cents: ['bigint NOT NULL', is.value, p.cents],
      total_amount_cents: ['bigint NOT NULL', is.value, p.cents],
      payment_status: ['int NOT NULL', is.value, p.int(2)],
      number: ['varchar NOT NULL', is.value, (at) => `LAG-1A2B-001-${at}`],
      file: ['varchar', is.value, (at) => `lag-1a2b-001-${at}.pdf`],
      currency: ['varchar', is.value, currency],
      payment_attempts: ['int NOT NULL', is.value, p.int(3)],
      sequential_id: ['int', is.technical, row],
    },
  },
  webhook_endpoints: {
    rows: 6,
    columns: {
      id: id('endpoint'),
      organization_id: ofOrganization,
      webhook_url: ['varchar NOT NULL', is.wire, p.url],
      signature_algo: ['int NOT NULL', is.value, p.int(1)],
    },
  },
  webhooks: {
    rows: 120,
    columns: {
      id: id('webhook'),
      object_type: ['varchar', is.value, p.one('Invoice', 'Customer', 'Payment')],
      status: ['int NOT NULL', is.value, p.int(2)],
      http_status: ['int', is.value, p.one(200, 500)],
      endpoint: ['varchar', is.wire, p.url],
      webhook_type: ['varchar', is.value, p.one('customer.created', 'invoice.created')],
      payload: [
        'json',
        is.mail,
        () => ({
          webhook_type: 'customer.created',
          customer: { name: p.company(), email: p.mail(), phone: p.phone(), firstname: p.given() },
        }),
        { 'customer.email': is.mail, 'customer.phone': is.phone, 'customer.firstname': is.name },
      ],
      response: ['json', is.value, () => ({ ok: p.yes() })],
    },
  },
  inbound_webhooks: {
    rows: 60,
    columns: {
      id: id('inbound'),
      source: ['varchar NOT NULL', is.value, p.one('stripe', 'adyen')],
      event_type: ['varchar NOT NULL', is.value, p.one('payment_intent.succeeded', 'setup_intent.succeeded')],
      payload: [
        'jsonb NOT NULL',
        is.mail,
        () => ({
          id: s.prefixed('evt_', 24)(),
          data: { object: { receipt_email: p.mail(), customer: s.prefixed('cus_', 14)() } },
        }),
        { 'data.object.receipt_email': is.mail, 'data.object.customer': is.account },
      ],
      code: ['varchar', is.value, p.one('stripe_eu', 'stripe_us')],
      signature: ['varchar', is.token, () => `t=${p.seconds()},v1=${s.hex(64)()}`],
    },
  },
  idempotency_records: {
    rows: 50,
    columns: {
      id: id('idempotency'),
      idempotency_key: ['bytea NOT NULL UNIQUE', is.technical, s.bytes(32)],
      resource_type: ['varchar', is.value, p.one('Payment', 'Wallet')],
      resource_id: ['uuid', is.technical, () => p.f.string.uuid()],
    },
  },
});
