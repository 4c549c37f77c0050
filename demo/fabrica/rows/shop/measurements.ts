import { columnNames, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, type Random } from '../../writing/random';
import type { StaffMember } from '../company/staff';
import type { TenantPlan } from '../plan';
import type { Characteristic, Step } from './instructions';
import { type ProductionParts, type Run, stepMs } from './runs';

/** Readings of every measuring step that was done: most of a tenant's rows. */
export function measurementTable(plan: TenantPlan, of: ProductionParts): TableRows {
  return {
    table: 'measurements',
    columns: columnNames(`
      id run_id step_position characteristic value unit_code lower_limit upper_limit device operator_id
      remark measured_at`),
    rows: measurementRows(plan, of),
  };
}

function* measurementRows(plan: TenantPlan, { runs, staff }: ProductionParts): Iterable<Row> {
  const random = createRandom(`${plan.name}/measurements`);
  let id = 0;
  const measured = runs.flatMap((run) =>
    run.procedure.steps
      .filter(({ position }) => position <= run.stepsDone)
      .flatMap((step) => (step.characteristic ? [{ run, step, of: step.characteristic }] : [])),
  );
  for (const { run, step, of } of measured) {
    const readings = random.int(9, 16);
    const device = `GAUGE-${String(random.int(1, 60)).padStart(3, '0')}`;
    const operator = random.chance(0.85) ? run.operator : random.pick(staff);
    for (let reading = 0; reading < readings; reading++) {
      yield measurementRow(random, {
        id: ++id,
        run,
        step,
        of,
        reading,
        device,
        operator,
      });
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
