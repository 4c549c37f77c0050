import { makeNote } from '../../people/person';
import { array, columnNames, days, json, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, type Random } from '../../writing/random';
import { makeUuid } from '../company/access';
import type { Partner } from '../company/partner';
import type { StaffMember } from '../company/staff';
import { momentOf, type Sizes, type TenantPlan } from '../plan';
import type { Procedure } from './instructions';

/** A run and how far it got, which decides the state of each of its steps and what was measured. */
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
  ...['in_progress', 'in_progress', 'planned', 'released', 'on_hold', 'scrapped', 'cancelled'],
];
const closed = ['completed', 'scrapped', 'cancelled'];

/** One step's share of a run, in milliseconds: the step at position n begins n - 1 of them after the run. */
export const stepMs = 18 * 60_000;

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

/** Runs, then their steps. */
export function runTables(plan: TenantPlan, sizes: Sizes, of: ProductionParts): TableRows[] {
  return [
    runTable(plan, sizes, of),
    {
      table: 'run_steps',
      columns: columnNames(
        'id run_id position procedure_step_id status operator_id started_at finished_at note',
      ),
      rows: runStepRows(plan, of),
    },
  ];
}

function runTable(plan: TenantPlan, sizes: Sizes, { runs, customers, staff }: ProductionParts): TableRows {
  const random = createRandom(`${plan.name}/runs/details`);
  return {
    table: 'runs',
    columns: columnNames(`
      id number public_id procedure_id part_id parent_run_id customer_id operator_id work_center_id
      status quantity serial_numbers planned_start started_at finished_at notes custom created_at
      updated_at`),
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
