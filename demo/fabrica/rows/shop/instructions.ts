import { array, columnNames, days, json, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, type Random } from '../../writing/random';
import type { StaffMember } from '../company/staff';
import { firstDayMs, type Sizes, type TenantPlan } from '../plan';
import type { Part } from './catalogue';

/** Procedures and their steps. A step that measures says what, in which unit, between which limits. */
export type Characteristic = { name: string; unit: string; lower: number; upper: number };
export type Step = { id: number; position: number; kind: string; characteristic: Characteristic | null };
export type Procedure = {
  id: number;
  code: string;
  revision: string;
  previousId: number | null;
  part: Part;
  steps: Step[];
};

const characteristics: readonly Characteristic[] = [
  { name: 'bore diameter', unit: 'mm', lower: 19.98, upper: 20.02 },
  { name: 'tightening torque', unit: 'Nm', lower: 11.5, upper: 12.5 },
  { name: 'lateral run-out', unit: 'mm', lower: 0, upper: 0.3 },
  { name: 'spoke tension', unit: 'N', lower: 950, upper: 1_150 },
  { name: 'idle voltage', unit: 'V', lower: 35.6, upper: 37.2 },
  { name: 'leak pressure drop', unit: 'kPa', lower: 0, upper: 1.5 },
  { name: 'cure temperature', unit: 'degC', lower: 76, upper: 84 },
  { name: 'idle current', unit: 'mA', lower: 18, upper: 32 },
];

const rhythm = [
  'instruction',
  'installation',
  'measurement',
  'instruction',
  'inspection',
  'measurement',
  'installation',
  'measurement',
  'instruction',
];

/** The procedures of a tenant with all their steps; only parts that are made have one. */
export function makeProcedures(plan: TenantPlan, sizes: Sizes, parts: readonly Part[]): Procedure[] {
  const random = createRandom(`${plan.name}/procedures`);
  const made = parts.slice(0, sizes.partsMade);
  const procedures: Procedure[] = [];
  let stepId = 0;
  let code = 0;
  while (procedures.length < sizes.procedures) {
    const before = procedures.at(-1);
    const successor =
      before !== undefined && before.previousId === null && random.chance(0.25) ? before : null;
    if (!successor) code += 1;
    const steps = Array.from(
      { length: random.int(5, 9) },
      (_, index): Step => ({
        id: ++stepId,
        position: index + 1,
        kind: rhythm[index] ?? 'instruction',
        characteristic: rhythm[index] === 'measurement' ? random.pick(characteristics) : null,
      }),
    );
    steps.push({ id: ++stepId, position: steps.length + 1, kind: 'sign_off', characteristic: null });
    procedures.push({
      id: procedures.length + 1,
      code: `WI-${String(code).padStart(4, '0')}`,
      revision: successor ? 'B' : 'A',
      previousId: successor?.id ?? null,
      part: successor?.part ?? random.pick(made),
      steps,
    });
  }
  return procedures;
}

/** Procedures, then steps. */
export function instructionTables(
  plan: TenantPlan,
  procedures: readonly Procedure[],
  staff: readonly StaffMember[],
): TableRows[] {
  return [procedureTable(plan, procedures, staff), stepTable(plan, procedures)];
}

function procedureTable(
  plan: TenantPlan,
  procedures: readonly Procedure[],
  staff: readonly StaffMember[],
): TableRows {
  const random = createRandom(`${plan.name}/procedures/details`);
  const replaced = new Set(procedures.map(({ previousId }) => previousId));
  return {
    table: 'procedures',
    columns: columnNames(`
      id code revision title summary part_id previous_id state author_id approved_by approved_at tags search
      created_at updated_at`),
    rows: procedures.map(({ id, code, revision, previousId, part }): Row => {
      const author = random.pick(staff);
      const approver = random.pick(staff);
      const approved = approver.id !== author.id;
      const created = firstDayMs - days(random.int(10, 300));
      const title = `${random.pick(['Assemble', 'Build', 'Rework', 'Test'])}: ${part.name}`;
      return [
        id,
        code,
        revision,
        title,
        random.chance(0.8) ? `For ${part.number}. Questions to ${author.name} (${author.mail}).` : null,
        part.id,
        previousId,
        replaced.has(id) ? 'obsolete' : approved ? 'released' : 'in_review',
        author.id,
        approved ? approver.id : null,
        approved ? timestamp(created + days(5)) : null,
        array(random.pick([['assembly'], ['assembly', 'torque'], ['electrical', 'esd'], ['test']])),
        plan.flavour === 'demo' ? searchWords(title) : null,
        timestamp(created),
        timestamp(created + days(5)),
      ];
    }),
  };
}

/** Each word once, which is a text search vector without positions; the trigger that makes better ones is off then. */
function searchWords(title: string): string {
  return [...new Set(title.toLowerCase().match(/[a-z0-9]+/g) ?? [])].join(' ');
}

function stepText(
  random: Random,
  kind: string,
  part: Part,
  characteristic: Characteristic | null,
): readonly [string, string] {
  if (characteristic) {
    const { name, unit, lower, upper } = characteristic;
    return [
      `Measure ${name}`,
      `Measure the ${name} at the marked points. Expected: ${lower} to ${upper} ${unit}. Write down every reading, also the ones out of tolerance.`,
    ];
  }
  if (kind === 'sign_off')
    return [
      'Release',
      `Compare the traveller of ${part.number} with the parts in the tray, then sign with your badge.`,
    ];
  if (kind === 'inspection')
    return [
      'Look for damage',
      'Turn the part under the lamp. Scratches deeper than a fingernail can feel: stop and call quality.',
    ];
  if (kind === 'installation')
    return [
      `Fit ${random.pick(['bearing', 'shaft', 'harness', 'sensor'])}`,
      `Scan the label, then fit by hand until it seats. Do not use a hammer on ${part.number}.`,
    ];
  return random.pick([
    [
      'Prepare the bench',
      'Clear the bench, put on gloves, check that the fixture carries a valid calibration label.',
    ],
    ['Clean the faces', 'Wipe both faces with a lint-free cloth and isopropanol. Let dry for two minutes.'],
    ['Apply thread locker', 'One drop on the second thread. Wipe off what is squeezed out.'],
  ] as const);
}

function* stepRows(plan: TenantPlan, procedures: readonly Procedure[]): Iterable<Row> {
  const random = createRandom(`${plan.name}/procedure_steps`);
  for (const { id: procedureId, part, steps } of procedures) {
    for (const { id, position, kind, characteristic } of steps) {
      const [title, instructions] = stepText(random, kind, part, characteristic);
      yield [
        id,
        procedureId,
        position,
        kind,
        title,
        instructions,
        random.chance(0.8) ? `${random.int(1, 25)} minutes` : null,
        characteristic?.unit ?? null,
        characteristic ? `[${characteristic.lower},${characteristic.upper}]` : null,
        kind === 'sign_off' ? 4 : random.chance(0.2) ? 3 : null,
        array(random.pick([[], ['torque wrench 5-25 Nm'], ['bore gauge', 'setting ring'], ['multimeter']])),
        random.chance(0.15)
          ? json({ gloves: true, hazard: random.pick(['pinch', 'electric shock', 'solvent']) })
          : null,
      ];
    }
  }
}

function stepTable(plan: TenantPlan, procedures: readonly Procedure[]): TableRows {
  return {
    table: 'procedure_steps',
    columns: columnNames(`
      id procedure_id position kind title instructions expected_duration unit_code tolerance
      required_role_id tools safety`),
    rows: stepRows(plan, procedures),
  };
}
