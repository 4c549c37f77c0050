import { array, columnNames, days, json, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, pickAt } from '../../writing/random';
import { firstDayMs, momentOf, type Sizes, spanDays, type TenantPlan } from '../plan';
import type { Run } from '../shop/runs';
import type { Partner } from './partner';
import type { StaffMember } from './staff';

export type IntegrationParts = {
  runs: readonly Run[];
  customers: readonly Partner[];
  staff: readonly StaffMember[];
};

/** Endpoints that are switched on, what was sent to them, and tasks that run by the clock. */
export function integrationTables(plan: TenantPlan, sizes: Sizes, of: IntegrationParts): TableRows[] {
  return [
    endpoints(plan, sizes, of),
    {
      table: 'webhook_deliveries',
      columns: columnNames(`
        id endpoint_id event payload attempt response_status response_body attempted_at
        next_attempt_at`),
      rows: deliveryRows(plan, sizes, of),
    },
    schedules(plan, sizes, of),
  ];
}

const events = [
  'run.completed',
  'run.on_hold',
  'measurement.out_of_tolerance',
  'purchase_order.sent',
  'inventory.short',
];
const receivers = ['erp', 'warehouse', 'analytics', 'chat', 'customer-portal', 'label-printer'];

function endpoints({ name, mailDomain }: TenantPlan, sizes: Sizes, { staff }: IntegrationParts): TableRows {
  const random = createRandom(`${name}/webhook_endpoints`);
  return {
    table: 'webhook_endpoints',
    columns: columnNames('id url description events signing_secret headers enabled created_by created_at'),
    rows: Array.from({ length: sizes.webhookEndpoints }, (_, index): Row => {
      const receiver = pickAt(receivers, index);
      const author = random.pick(staff);
      return [
        index + 1,
        `https://hooks.${mailDomain}/${receiver}/${random.hex(10)}${random.chance(0.4) ? `?token=${random.hex(24)}` : ''}`,
        random.chance(0.8) ? `${receiver}, set up by ${author.name}` : null,
        array(events.slice(0, random.int(1, events.length))),
        `whsec_${random.hex(32)}`,
        random.chance(0.5) ? json({ authorization: `Bearer ${random.hex(32)}`, 'x-tenant': name }) : '{}',
        random.chance(0.9),
        author.id,
        timestamp(firstDayMs + days(random.int(0, 200))),
      ];
    }),
  };
}

function* deliveryRows(
  { name }: TenantPlan,
  sizes: Sizes,
  { runs, customers, staff }: IntegrationParts,
): Iterable<Row> {
  const random = createRandom(`${name}/webhook_deliveries`);
  for (let index = 0; index < sizes.webhookDeliveries; index++) {
    const event = random.pick(events);
    const run = random.pick(runs);
    const customer = random.pick(customers);
    const operator = random.pick(staff);
    const status = random.pick([200, 200, 200, 202, 204, 410, 500, null]);
    const at = momentOf(random, index, sizes.webhookDeliveries);
    const payload = {
      event,
      run: { id: run.id, part: run.procedure.part.number, status: run.status },
      operator: { name: operator.name, email: operator.mail },
      customer: random.chance(0.5)
        ? { name: customer.name, contact: customer.person.name, phone: customer.person.phone }
        : undefined,
    };
    yield [
      index + 1,
      random.int(1, sizes.webhookEndpoints),
      event,
      json(payload),
      status === 200 ? 1 : random.int(1, 5),
      status,
      status === 200
        ? json({ accepted: true, by: operator.mail, ticket: random.pattern('T-######') })
        : status === 500
          ? 'Internal Server Error'
          : null,
      timestamp(at),
      status === 500 || status === null ? timestamp(at + 3_600_000) : null,
    ];
  }
}

const tasks = [
  'mail_daily_report',
  'export_measurements',
  'sync_erp',
  'purge_sessions',
  'send_supplier_reminders',
  'refresh_spend',
];

function schedules({ name, mailDomain }: TenantPlan, sizes: Sizes, { staff }: IntegrationParts): TableRows {
  const random = createRandom(`${name}/schedules`);
  return {
    table: 'schedules',
    columns: columnNames('id name task cron enabled owner_email target last_run_at next_run_at'),
    rows: Array.from({ length: sizes.schedules }, (_, index): Row => {
      const task = pickAt(tasks, index);
      const enabled = random.chance(0.85);
      const recipients = Array.from({ length: random.int(1, 3) }, () => random.pick(staff).mail);
      return [
        index + 1,
        `${task} ${index + 1}`,
        task,
        `${random.int(0, 59)} ${random.int(0, 23)} * * ${random.pick(['*', '1-5', '1'])}`,
        enabled,
        random.chance(0.9) ? random.pick(staff).mail : null,
        json(
          task === 'sync_erp'
            ? { url: `https://erp.${mailDomain}/api`, token: random.hex(24) }
            : { recipients },
        ),
        timestamp(firstDayMs + days(spanDays - 1)),
        enabled ? timestamp(firstDayMs + days(spanDays)) : null,
      ];
    }),
  };
}
