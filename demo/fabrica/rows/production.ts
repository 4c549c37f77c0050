import { makeNote } from '../people/person';
import { array, days, json, type Row, type TableRows, timestamp } from '../writing/cells';
import { createRandom, pickAt, type Random } from '../writing/random';
import type { Characteristic, Procedure, Step } from './instructions';
import type { Partner } from './partners';
import { firstDayMs, momentOf, type Sizes, type TenantPlan } from './plan';
import { makeUuid, type StaffMember } from './staff';

/** Runs, what was done in them and what was measured. How far a run got decides the state of each of its steps. */
export type Run = {
  id: number;
  procedure: Procedure;
  status: string;
  startMs: number;
  stepsDone: number;
  operator: StaffMember;
};

const statuses = [
  ...Array.from({ length: 16 }, () => 'completed'),
  'in_progress',
  'in_progress',
  'planned',
  'released',
  'on_hold',
  'scrapped',
  'cancelled',
];
const closed = ['completed', 'scrapped', 'cancelled'];
const stepMs = 18 * 60_000;

/** The runs of a tenant in the order they start. */
export function makeRuns(
  plan: TenantPlan,
  sizes: Sizes,
  procedures: readonly Procedure[],
  staff: readonly StaffMember[],
): Run[] {
  const random = createRandom(`${plan.name}/runs`);
  return Array.from({ length: sizes.runs }, (_, index) => {
    const procedure = random.pick(procedures);
    const status = random.pick(statuses);
    const all = procedure.steps.length;
    const stepsDone =
      status === 'completed'
        ? all
        : status === 'planned' || status === 'released'
          ? 0
          : random.int(1, all - 1);
    return {
      id: index + 1,
      procedure,
      status,
      startMs: momentOf(random, index, sizes.runs),
      stepsDone,
      operator: random.pick(staff),
    };
  });
}

export type ProductionParts = {
  runs: readonly Run[];
  customers: readonly Partner[];
  staff: readonly StaffMember[];
};

/** Work centres, runs, steps, measurements and bookings, parents first. */
export function productionTables(plan: TenantPlan, sizes: Sizes, of: ProductionParts): TableRows[] {
  return [
    workCenters(plan, sizes),
    runTable(plan, sizes, of),
    {
      table: 'run_steps',
      columns: [
        'id',
        'run_id',
        'position',
        'procedure_step_id',
        'status',
        'operator_id',
        'started_at',
        'finished_at',
        'note',
      ],
      rows: runStepRows(plan, of),
    },
    {
      table: 'measurements',
      columns: [
        'id',
        'run_id',
        'step_position',
        'characteristic',
        'value',
        'unit_code',
        'lower_limit',
        'upper_limit',
        'device',
        'operator_id',
        'remark',
        'measured_at',
      ],
      rows: measurementRows(plan, of),
    },
    {
      table: 'work_center_bookings',
      columns: ['id', 'work_center_id', 'run_id', 'booked_by', 'period'],
      rows: bookingRows(plan, sizes, of),
    },
  ];
}

function workCenters({ name }: TenantPlan, sizes: Sizes): TableRows {
  const random = createRandom(`${name}/work_centers`);
  const kinds = ['Assembly bench', 'Press', 'Wheel truing stand', 'Test rig', 'CNC lathe', 'Paint cabin'];
  return {
    table: 'work_centers',
    columns: ['id', 'code', 'name', 'team_id', 'machine_address', 'machine_mac', 'hourly_rate', 'created_at'],
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

function runTable(plan: TenantPlan, sizes: Sizes, { runs, customers, staff }: ProductionParts): TableRows {
  const random = createRandom(`${plan.name}/runs/details`);
  return {
    table: 'runs',
    columns: [
      'id',
      'number',
      'public_id',
      'procedure_id',
      'part_id',
      'parent_run_id',
      'customer_id',
      'operator_id',
      'work_center_id',
      'status',
      'quantity',
      'serial_numbers',
      'planned_start',
      'started_at',
      'finished_at',
      'notes',
      'custom',
      'created_at',
      'updated_at',
    ],
    rows: runs.map((run): Row => {
      const customer = random.chance(0.6) ? random.pick(customers) : null;
      const quantity = random.pick([1, 1, 1, 2, 4, 10]);
      const started = run.stepsDone > 0;
      const end = run.startMs + run.procedure.steps.length * stepMs;
      return [
        run.id,
        1_000 + run.id,
        makeUuid(random),
        run.procedure.id,
        run.procedure.part.id,
        run.id > 20 && random.chance(0.05) ? random.int(1, run.id - 1) : null,
        customer?.id ?? null,
        started || random.chance(0.5) ? run.operator.id : null,
        random.chance(0.85) ? random.int(1, sizes.workCenters) : null,
        run.status,
        quantity,
        array(
          started
            ? Array.from(
                { length: quantity },
                (_, place) => `${run.procedure.part.number.slice(0, 3)}${random.hex(6)}-${place + 1}`,
              )
            : [],
        ),
        timestamp(run.startMs - days(2)),
        started ? timestamp(run.startMs) : null,
        closed.includes(run.status) ? timestamp(end) : null,
        plan.flavour === 'production' && random.chance(0.12)
          ? runNote(random, run, random.pick(staff))
          : null,
        runDetails(plan, random, customer),
        timestamp(run.startMs - days(9)),
        timestamp(started ? end : run.startMs - days(9)),
      ];
    }),
  };
}

function runNote(random: Random, run: Run, about: StaffMember): string {
  return makeNote(
    random,
    run.operator.culture,
    about,
    about.mail,
    run.procedure.part.number,
    timestamp(run.startMs).slice(0, 10),
  );
}

function runDetails(plan: TenantPlan, random: Random, customer: Partner | null): string {
  if (!customer || random.chance(0.4)) return '{}';
  const reference = random.pattern('45########');
  if (plan.flavour === 'demo') return json({ customer_reference: reference });
  return json({
    customer_reference: reference,
    requested_by: { name: customer.person.name, email: customer.mail, phone: customer.person.phone },
  });
}

function* runStepRows(plan: TenantPlan, { runs, staff }: ProductionParts): Iterable<Row> {
  const random = createRandom(`${plan.name}/run_steps`);
  let id = 0;
  for (const run of runs) {
    for (const step of run.procedure.steps) {
      const begin = run.startMs + (step.position - 1) * stepMs + random.int(0, 200_000);
      const done = step.position <= run.stepsDone;
      const active = !done && step.position === run.stepsDone + 1 && run.status === 'in_progress';
      const operator = random.chance(0.85) ? run.operator : random.pick(staff);
      yield [
        ++id,
        run.id,
        step.position,
        step.id,
        done ? 'done' : active ? 'in_progress' : stepLeft(run),
        done || active ? operator.id : null,
        done || active ? timestamp(begin) : null,
        done ? timestamp(begin + random.int(60_000, stepMs - 300_000)) : null,
        done && plan.flavour === 'production' && random.chance(0.05) ? runNote(random, run, operator) : null,
      ];
    }
  }
}

function stepLeft({ status }: Run): string {
  return status === 'scrapped' ? 'failed' : closed.includes(status) ? 'skipped' : 'pending';
}

function* measurementRows(plan: TenantPlan, { runs, staff }: ProductionParts): Iterable<Row> {
  const random = createRandom(`${plan.name}/measurements`);
  let id = 0;
  for (const run of runs) {
    for (const step of run.procedure.steps) {
      if (!step.characteristic || step.position > run.stepsDone) continue;
      const readings = random.int(9, 16);
      const device = `GAUGE-${String(random.int(1, 60)).padStart(3, '0')}`;
      const operator = random.chance(0.85) ? run.operator : random.pick(staff);
      for (let reading = 0; reading < readings; reading++) {
        yield measurementRow(random, {
          id: ++id,
          run,
          step,
          of: step.characteristic,
          reading,
          device,
          operator,
        });
      }
    }
  }
}

type Reading = {
  id: number;
  run: Run;
  step: Step;
  of: Characteristic;
  reading: number;
  device: string;
  operator: StaffMember;
};

/** Readings gather around the middle; about one in fifty is out of tolerance. */
function measurementRow(random: Random, { id, run, step, of, reading, device, operator }: Reading): Row {
  const width = of.upper - of.lower;
  const spread = (random.next() + random.next() + random.next()) / 1.5 - 1;
  const value = Math.max(0, (of.lower + of.upper) / 2 + spread * width * 0.62);
  const at = run.startMs + (step.position - 1) * stepMs + 220_000 + reading * 20_000;
  const remark = random.chance(0.01) ? `Repeated by ${operator.name}` : null;
  return [
    id,
    run.id,
    step.position,
    of.name,
    value.toFixed(4),
    of.unit,
    of.lower,
    of.upper,
    device,
    operator.id,
    remark,
    timestamp(at),
  ];
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
