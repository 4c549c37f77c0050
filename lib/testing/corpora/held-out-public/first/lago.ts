import { is } from '../../generate/fixture-of';
import { row } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, uuidOf } from '../secrets';
import { currency, id, lagoPeople, ofCustomer, ofOrganization, p, s } from './lago-people';

/** Lago, metered billing. */

export const lago = publicFixture('lago', p.seed, {
  ...lagoPeople,
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
