import { array, columnNames, days, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, pickAt } from '../../writing/random';
import type { StaffMember } from '../company/staff';
import { firstDayMs, spanDays, type TenantPlan } from '../plan';
import type { Bom, Part } from './catalogue';

/** Bills of materials, then their items. */
export function bomTables(
  plan: TenantPlan,
  { parts, boms, staff }: { parts: readonly Part[]; boms: readonly Bom[]; staff: readonly StaffMember[] },
): TableRows[] {
  return [bomTable(plan, boms, staff), bomItems(plan, parts, boms)];
}

function bomTable(plan: TenantPlan, boms: readonly Bom[], staff: readonly StaffMember[]): TableRows {
  const random = createRandom(`${plan.name}/boms`);
  return {
    table: 'boms',
    columns: columnNames(
      'id part_id revision state change_note released_by released_at created_at updated_at',
    ),
    rows: boms.map(({ id, partId, revision, current }): Row => {
      const releaser = random.pick(staff);
      const created = firstDayMs + days(random.int(0, spanDays - 60));
      return [
        id,
        partId,
        revision,
        current ? 'released' : random.pick(['obsolete', 'obsolete', 'draft']),
        revision === 'A'
          ? null
          : `${random.pick(['Screw shortened', 'Second source added', 'Bearing changed', 'Cable rerouted'])}, asked for by ${random.pick(staff).name}.`,
        current ? releaser.id : null,
        current ? timestamp(created + days(3)) : null,
        timestamp(created),
        timestamp(created + days(3)),
      ];
    }),
  };
}

function* bomItemRows(plan: TenantPlan, parts: readonly Part[], boms: readonly Bom[]): Iterable<Row> {
  const random = createRandom(`${plan.name}/bom_items`);
  let id = 0;
  for (const bom of boms) {
    const count = random.int(3, 9);
    const used = new Set<number>();
    for (let position = 1; position <= count; position++) {
      const component = pickAt(parts, random.int(bom.partId, parts.length - 1));
      if (used.has(component.id)) continue;
      used.add(component.id);
      const places = component.unit === 'pcs' ? random.int(1, 4) : 0;
      yield [
        ++id,
        bom.id,
        position * 10,
        component.id,
        places > 0 ? places : random.int(5, 800) / 10,
        component.unit,
        random.pick([0, 0, 0, 0.5, 2, 5]),
        array(random.chance(0.3) ? Array.from({ length: places }, (_, place) => `P${id}.${place + 1}`) : []),
        random.chance(0.08)
          ? random.pick(['Mind the orientation', 'Use new after each disassembly', 'Pair from one lot'])
          : null,
      ];
    }
  }
}

function bomItems(plan: TenantPlan, parts: readonly Part[], boms: readonly Bom[]): TableRows {
  return {
    table: 'bom_items',
    columns: columnNames(`
      id bom_id position part_id quantity unit_code scrap_percent reference_designators note`),
    rows: bomItemRows(plan, parts, boms),
  };
}
