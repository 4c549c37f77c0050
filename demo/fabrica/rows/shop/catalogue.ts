import { array, columnNames, days, json, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, pickAt, type Random } from '../../writing/random';
import type { Partner } from '../company/partner';
import type { StaffMember } from '../company/staff';
import { firstDayMs, type Sizes, type TenantPlan } from '../plan';

/**
 * Parts, and which bills of materials there are. The parts that are made come first; a bill lists only parts with higher numbers
 * than its own, so no part contains itself.
 */
export type Part = {
  id: number;
  number: string;
  name: string;
  made: boolean;
  currentBomId: number | null;
  unit: string;
};
export type Bom = { id: number; partId: number; revision: string; current: boolean };

const families: readonly (readonly [string, readonly string[], string])[] = [
  ['SCR', ['Socket head screw', 'Button head screw', 'Set screw'], 'pcs'],
  ['BRG', ['Deep groove bearing', 'Angular contact bearing', 'Needle bearing'], 'pcs'],
  ['CBL', ['Brake cable', 'Sensor cable', 'Battery harness'], 'm'],
  ['PCB', ['Motor controller board', 'Display board', 'Charger board'], 'pcs'],
  ['SHF', ['Bottom bracket shaft', 'Drive shaft', 'Hollow axle'], 'pcs'],
  ['TUB', ['Steel tube 25CrMo4', 'Aluminium tube 6061-T6'], 'mm'],
  ['SEN', ['Torque sensor', 'Speed sensor', 'Temperature probe'], 'pcs'],
  ['ADH', ['Thread locker', 'Assembly grease', 'Two-component epoxy'], 'ml'],
  ['HSG', ['Gear housing', 'Battery housing', 'Lamp housing'], 'pcs'],
];
const madeFamilies: readonly (readonly [string, readonly string[]])[] = [
  ['FRM', ['Frame, long wheelbase', 'Frame, step-through', 'Rear triangle']],
  ['WHL', ['Front wheel 20"', 'Rear wheel 27.5"', 'Cargo wheel 24"']],
  ['DRV', ['Mid drive unit', 'Hub drive', 'Belt drive set']],
  ['BAT', ['Battery pack 500 Wh', 'Battery pack 720 Wh']],
  ['CTL', ['Handlebar control', 'Display, complete']],
];
const finishes = [
  'anodised',
  'zinc plated',
  'powder coated RAL 9005',
  'phosphated',
  'passivated',
  null,
  null,
];

/** All parts of a tenant with the bill that is in force, and every bill. */
export function makeCatalogue(plan: TenantPlan, sizes: Sizes): { parts: Part[]; boms: Bom[] } {
  const random = createRandom(`${plan.name}/catalogue`);
  const parts: Part[] = [];
  const boms: Bom[] = [];
  for (let id = 1; id <= sizes.parts; id++) {
    const made = id <= sizes.partsMade;
    const [family, names, unit = 'pcs'] = made ? pickAt(madeFamilies, id - 1) : random.pick(families);
    const variant = random.chance(0.12) ? `-${random.pick(['A', 'B', 'L', 'R', 'XL'])}` : '';
    const suffix = made
      ? ''
      : ` ${random.pick(['M3', 'M4', 'M5', 'M6', 'M8', '10', '12', '16', '20'])}x${random.int(6, 90)}`;
    const part: Part = {
      id,
      number: `${family}-${String(10_000 + id)}${variant}`,
      name: random.pick(names) + suffix,
      made,
      currentBomId: null,
      unit,
    };
    const revisions = made ? random.int(1, 3) : 0;
    for (let revision = 0; revision < revisions; revision++) {
      const current = revision === revisions - 1 && random.chance(0.92);
      boms.push({ id: boms.length + 1, partId: id, revision: 'ABC'.charAt(revision), current });
      part.currentBomId = current ? boms.length : null;
    }
    parts.push(part);
  }
  return { parts, boms };
}

/** The table of parts. Their current bills are a circle: load bills beside it, keys after. */
export function partTable(
  plan: TenantPlan,
  {
    parts,
    suppliers,
    staff,
  }: { parts: readonly Part[]; suppliers: readonly Partner[]; staff: readonly StaffMember[] },
): TableRows {
  const random = createRandom(`${plan.name}/parts`);
  return {
    table: 'parts',
    columns: columnNames(`
      id number name description kind state unit_code supplier_id supplier_part_number current_bom_id
      supersedes_id unit_cost currency_code mass_grams safety_stock tags attributes engineer_id
      created_at updated_at`),
    rows: parts.map((part) => partRow(random, part, suppliers, staff)),
  };
}

function partRow(
  random: Random,
  part: Part,
  suppliers: readonly Partner[],
  staff: readonly StaffMember[],
): Row {
  const supplier = !part.made && random.chance(0.85) ? random.pick(suppliers) : null;
  const cost = random.chance(0.93) ? (random.int(1, part.made ? 90_000 : 9_000) / 100).toFixed(2) : null;
  const created = firstDayMs - days(random.int(0, 1_400));
  const bought = part.unit === 'ml' ? 'consumable' : part.unit === 'mm' ? 'raw_material' : 'purchased';
  const attributes = {
    finish: random.pick(finishes) ?? undefined,
    material: random.pick(['25CrMo4', 'EN AW-6082', 'PA6-GF30', '1.4301', 'C45E']),
    drawing: random.pattern('D-%#####'),
    hs_code: random.chance(0.4) ? random.pattern('87##.##') : undefined,
    contact: supplier && random.chance(0.1) ? { name: supplier.person.name, mail: supplier.mail } : undefined,
  };
  return [
    part.id,
    part.number,
    part.name,
    random.chance(0.35)
      ? `${part.name}, ${attributes.material}${attributes.finish ? `, ${attributes.finish}` : ''}. Drawing ${attributes.drawing}.`
      : null,
    part.made ? random.pick(['assembly', 'made']) : bought,
    random.pick(['released', 'released', 'released', 'released', 'draft', 'in_review', 'obsolete']),
    part.unit,
    supplier?.id ?? null,
    supplier && random.chance(0.8) ? random.pattern('???-#####') : null,
    part.currentBomId,
    part.id > 10 && random.chance(0.04) ? random.int(1, part.id - 1) : null,
    cost,
    cost === null ? null : (supplier?.currency ?? 'EUR'),
    random.chance(0.7) ? (random.int(5, 600_000) / 100).toFixed(2) : null,
    random.pick([0, 0, 10, 20, 50, 200]),
    array(random.pick([[], [], ['long lead'], ['critical'], ['rohs', 'critical'], ['customer specific']])),
    json(attributes),
    random.chance(0.7) ? random.pick(staff).id : null,
    timestamp(created),
    timestamp(created + days(random.int(0, 300))),
  ];
}
