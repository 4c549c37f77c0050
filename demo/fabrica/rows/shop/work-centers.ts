import { columnNames, days, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, pickAt } from '../../writing/random';
import { firstDayMs, type Sizes, type TenantPlan } from '../plan';
import type { ProductionParts } from './runs';

/** Machines and benches. */
export function workCenters({ name }: TenantPlan, sizes: Sizes): TableRows {
  const random = createRandom(`${name}/work_centers`);
  const kinds = ['Assembly bench', 'Press', 'Wheel truing stand', 'Test rig', 'CNC lathe', 'Paint cabin'];
  return {
    table: 'work_centers',
    columns: columnNames('id code name team_id machine_address machine_mac hourly_rate created_at'),
    rows: Array.from({ length: sizes.workCenters }, (_, index) => [
      index + 1,
      `WC${String(index + 1).padStart(3, '0')}`,
      `${pickAt(kinds, index)} ${Math.floor(index / kinds.length) + 1}`,
      random.int(1, sizes.teams),
      random.chance(0.6) ? `10.20.${random.int(0, 9)}.${random.int(2, 250)}` : null,
      random.chance(0.6)
        ? `02:${random.hex(2)}:${random.hex(2)}:${random.hex(2)}:${random.hex(2)}:${random.hex(2)}`
        : null,
      random.pick(['38.00', '54.50', '92.00']),
      timestamp(firstDayMs - days(random.int(100, 2_000))),
    ]),
  };
}

/** When a work centre was taken, and for which run. */
export function bookingTable(plan: TenantPlan, sizes: Sizes, of: ProductionParts): TableRows {
  return {
    table: 'work_center_bookings',
    columns: columnNames('id work_center_id run_id booked_by period'),
    rows: bookingRows(plan, sizes, of),
  };
}

/** Each work centre is booked in slots of its own, one after the other, so no two overlap. */
function* bookingRows({ name }: TenantPlan, sizes: Sizes, { runs, staff }: ProductionParts): Iterable<Row> {
  const random = createRandom(`${name}/work_center_bookings`);
  for (let index = 0; index < sizes.bookings; index++) {
    const slot = Math.floor(index / sizes.workCenters);
    const begin = firstDayMs + slot * 10 * 3_600_000;
    const end = begin + random.int(2, 9) * 3_600_000;
    yield [
      index + 1,
      (index % sizes.workCenters) + 1,
      random.chance(0.9) ? random.pick(runs).id : null,
      random.pick(staff).id,
      `["${timestamp(begin)}","${timestamp(end)}")`,
    ];
  }
}
