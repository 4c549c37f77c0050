import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always } from '../../generate/people';
import type { PublicTable } from '../public-fixture';
import { keyIn, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Customers of Lago, and who may do what. */

export const p = worldOf(7808);
export const s = secretsOf(p);
const organization = uuidOf('organization');
export const customer = uuidOf('customer');
export const id = (table: string): FixtureColumn => ['uuid PRIMARY KEY', is.technical, uuidOf(table)];
export const ofOrganization: FixtureColumn = [
  'uuid NOT NULL REFERENCES organizations',
  is.technical,
  keyIn(organization, 6),
];
export const ofCustomer: FixtureColumn = [
  'uuid NOT NULL REFERENCES customers',
  is.technical,
  keyIn(customer, 160),
];
const stamp = (): FixtureColumn => ['timestamp NOT NULL', is.technical, p.past];
export const currency = p.one('EUR', 'USD', 'GBP');

export const lagoPeople: Record<string, PublicTable> = {
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
};
