import { columnNames, date, days, json, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, pickAt, type Random } from '../../writing/random';
import type { StaffMember } from '../company/staff';
import { firstDayMs, type Sizes, spanDays, type TenantPlan } from '../plan';
import type { Part } from './catalogue';
import type { Order } from './purchasing';
import type { Run } from './runs';

export type StockParts = {
  parts: readonly Part[];
  orders: readonly Order[];
  runs: readonly Run[];
  staff: readonly StaffMember[];
};

/** Locations, inventory, and the ledger of movements; each lot lies once in one place. */
export function stockTables(plan: TenantPlan, sizes: Sizes, of: StockParts): TableRows[] {
  return [
    locations(sizes),
    {
      table: 'inventory',
      columns: columnNames(`
        id part_id location_id lot serial_number quantity reserved unit_code received_at expires_on
        certificate updated_at`),
      rows: inventoryRows(plan, sizes, of),
    },
    {
      table: 'stock_movements',
      columns: columnNames(
        'id inventory_id kind quantity order_id order_line run_id moved_by reason moved_at',
      ),
      rows: movementRows(plan, sizes, of),
    },
  ];
}

/** Halls hold racks, racks hold shelves. */
function locations(sizes: Sizes): TableRows {
  const halls = 2;
  const racks = Math.max(2, Math.floor((sizes.locations - halls) / 6));
  return {
    table: 'locations',
    columns: columnNames('id parent_id code name'),
    rows: Array.from({ length: sizes.locations }, (_, index): Row => {
      if (index < halls) return [index + 1, null, `H${index + 1}`, `Hall ${index + 1}`];
      if (index < halls + racks) {
        return [
          index + 1,
          (index % halls) + 1,
          `R${String(index - 1).padStart(2, '0')}`,
          `Rack ${index - 1}`,
        ];
      }
      const rack = halls + 1 + ((index - halls - racks) % racks);
      const level = Math.floor((index - halls - racks) / racks) + 1;
      return [
        index + 1,
        rack,
        `R${String(rack - 2).padStart(2, '0')}-${level}`,
        `Rack ${rack - 2}, shelf ${level}`,
      ];
    }),
  };
}

function* inventoryRows(plan: TenantPlan, sizes: Sizes, { parts, staff }: StockParts): Iterable<Row> {
  const random = createRandom(`${plan.name}/inventory`);
  for (let index = 0; index < sizes.inventory; index++) {
    const part = pickAt(parts, random.int(0, parts.length - 1));
    const quantity = part.made ? 1 : random.int(1, 800);
    const received = firstDayMs + days(random.int(0, spanDays));
    yield [
      index + 1,
      part.id,
      random.int(1, sizes.locations),
      `L${String(index + 1).padStart(6, '0')}`,
      part.made ? `${part.number.slice(0, 3)}${random.hex(8)}` : null,
      quantity,
      part.made || random.chance(0.7) ? 0 : random.int(0, quantity),
      part.unit,
      timestamp(received),
      part.unit === 'ml' ? date(received + days(365)) : null,
      random.chance(0.3) ? certificate(plan, random, random.pick(staff)) : null,
      timestamp(received),
    ];
  }
}

function certificate({ flavour }: TenantPlan, random: Random, inspector: StaffMember): string {
  return json({
    standard: 'EN 10204 3.1',
    number: random.pattern('Z-%######'),
    heat: random.pattern('%#####'),
    inspector: flavour === 'demo' ? undefined : { name: inspector.name, mail: inspector.mail },
  });
}

const reasons = ['Counted', 'Damaged in handling', 'Wrong shelf', 'Borrowed by the test bench'];

function* movementRows(plan: TenantPlan, sizes: Sizes, { orders, runs, staff }: StockParts): Iterable<Row> {
  const random = createRandom(`${plan.name}/stock_movements`);
  for (let index = 0; index < sizes.movements; index++) {
    const kind = random.pick([
      'receipt',
      'receipt',
      'issue',
      'issue',
      'issue',
      'transfer',
      'adjustment',
      'scrap',
      'build',
    ]);
    const order = kind === 'receipt' ? random.pick(orders) : null;
    const incoming = kind === 'receipt' || kind === 'build';
    const quantity = random.int(1, 60) * (incoming ? 1 : -1);
    yield [
      index + 1,
      random.int(1, sizes.inventory),
      kind,
      quantity,
      order?.id ?? null,
      order ? random.int(1, order.lines.length) : null,
      kind === 'issue' || kind === 'build' ? random.pick(runs).id : null,
      random.pick(staff).id,
      kind === 'adjustment' ? `${random.pick(reasons)}, ${random.pick(staff).name}` : null,
      timestamp(firstDayMs + Math.floor((index / sizes.movements) * days(spanDays - 1))),
    ];
  }
}
