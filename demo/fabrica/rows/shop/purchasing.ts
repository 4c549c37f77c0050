import { makeNote } from '../../people/person';
import { columnNames, composite, date, days, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, type Random } from '../../writing/random';
import type { Partner } from '../company/partner';
import type { StaffMember } from '../company/staff';
import { momentOf, type Sizes, type TenantPlan } from '../plan';
import type { Part } from './catalogue';

/** Purchase orders with their lines; only parts that are bought are ordered. */
export type OrderLine = { line: number; part: Part; quantity: number };
export type Order = { id: number; supplier: Partner; status: string; orderedMs: number; lines: OrderLine[] };

const statuses = [
  'received',
  'received',
  'received',
  'received',
  'partly_received',
  'confirmed',
  'sent',
  'draft',
  'cancelled',
];

/** The orders of a tenant by date. The first few were imported and promise delivery before they were placed. */
export function makeOrders(
  plan: TenantPlan,
  sizes: Sizes,
  parts: readonly Part[],
  suppliers: readonly Partner[],
): Order[] {
  const random = createRandom(`${plan.name}/purchase_orders`);
  const bought = parts.slice(sizes.partsMade);
  return Array.from({ length: sizes.orders }, (_, index) => ({
    id: index + 1,
    supplier: random.pick(suppliers),
    status: random.pick(statuses),
    orderedMs: momentOf(random, index, sizes.orders),
    lines: Array.from({ length: random.int(1, 5) }, (_, place) => ({
      line: place + 1,
      part: random.pick(bought),
      quantity: random.pick([10, 20, 25, 50, 100, 500]),
    })),
  }));
}

/** Orders, then lines. */
export function purchasingTables(
  plan: TenantPlan,
  orders: readonly Order[],
  staff: readonly StaffMember[],
): TableRows[] {
  return [
    orderTable(plan, orders, staff),
    {
      table: 'purchase_order_lines',
      columns: columnNames(
        'order_id line_number part_id quantity unit_code unit_price received_quantity due_on',
      ),
      rows: lineRows(plan, orders),
    },
  ];
}

function orderTable(plan: TenantPlan, orders: readonly Order[], staff: readonly StaffMember[]): TableRows {
  const random = createRandom(`${plan.name}/purchase_orders/details`);
  return {
    table: 'purchase_orders',
    columns: columnNames(`
      id number supplier_id status currency_code ordered_on expected_on buyer_id ship_to notes
      created_at updated_at`),
    rows: orders.map((order): Row => {
      const { id, supplier, status, orderedMs } = order;
      const buyer = random.pick(staff);
      const imported = plan.flavour === 'production' && id <= 5;
      const placed = status !== 'draft';
      return [
        id,
        `PO-${String(100_000 + id)}`,
        supplier.id,
        status,
        supplier.currency,
        placed ? date(orderedMs) : null,
        placed ? date(orderedMs + days(imported ? -30 : random.int(3, 60))) : null,
        random.chance(0.95) ? buyer.id : null,
        random.chance(0.5) ? shipTo(plan, buyer) : null,
        plan.flavour === 'production' && random.chance(0.15) ? orderNote(random, order, buyer) : null,
        timestamp(orderedMs),
        timestamp(orderedMs + days(placed ? 1 : 0)),
      ];
    }),
  };
}

function shipTo({ company, flavour }: TenantPlan, buyer: StaffMember): string {
  return composite([
    `${company}, Goods in`,
    flavour === 'demo' ? null : `Attn. ${buyer.name}`,
    'Göttingen',
    null,
    '37073',
    'DE',
  ]);
}

function orderNote(random: Random, { supplier, lines, orderedMs }: Order, buyer: StaffMember): string {
  const part = lines[0]?.part.number ?? '';
  return makeNote(random, buyer.culture, supplier.person, supplier.mail, part, date(orderedMs + days(7)));
}

function* lineRows(plan: TenantPlan, orders: readonly Order[]): Iterable<Row> {
  const random = createRandom(`${plan.name}/purchase_order_lines`);
  for (const { id, status, orderedMs, lines } of orders) {
    for (const { line, part, quantity } of lines) {
      const received =
        status === 'received' ? quantity : status === 'partly_received' && line === 1 ? quantity / 2 : 0;
      const price = (random.int(5, 30_000) / 100).toFixed(2);
      const due = random.chance(0.7) ? date(orderedMs + days(random.int(3, 60))) : null;
      yield [id, line, part.id, quantity, part.unit, price, received, due];
    }
  }
}
