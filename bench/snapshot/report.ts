import { goalLine } from '../results/goal-line';
import { oursKept, oursMasked, type Part, type Run } from './contenders';

export type Measured = {
  layout: string;
  rows: number;
  megabytes: number;
  /** Each repetition, by contender. */
  runs: Map<string, Run[]>;
  /** The most that this process held at any time, in MB. */
  memory: number;
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** What of a repetition is compared: goals are about the clock, processor seconds tell what a busy machine hides. */
type Unit = 'seconds' | 'cpu';
const units: readonly Unit[] = ['seconds', 'cpu'];

const of = (unit: Unit, part: Part | undefined): number =>
  (unit === 'seconds' ? part?.seconds : part?.used.total) ?? Number.NaN;

/** The median of ratios of repetitions that ran next to each other, which noise of the machine touches least. */
function ratio(measured: Measured, over: (run: Run) => number, under: string, unit: Unit): number {
  const below = measured.runs.get(under) ?? [];
  const above = measured.runs.get(oursMasked) ?? [];
  return median(above.map((run, at) => over(run) / of(unit, below[at]?.copy)));
}

/** A bar ends a cell in Markdown. */
const cell = (text: string) => text.replaceAll('|', '\\|');
const fixed = (value: number, digits = 2) => (Number.isNaN(value) ? '–' : value.toFixed(digits));

type Goal = { what: string; limit: number; of: (measured: Measured, unit: Unit) => number };

function goals(names: readonly string[]): Goal[] {
  const find = (start: string) => names.find((name) => name.startsWith(start)) ?? '';
  const against = (start: string, limit: number): Goal => ({
    what: `masked copy, against ${find(start) || start}`,
    limit,
    of: (measured, unit) => ratio(measured, (run) => of(unit, run.copy), find(start), unit),
  });
  return [
    against('pg_dump |', 0.75),
    against('pg_dump -Fd', 1),
    against('pgcopydb', 1),
    against('@snaplet/snapshot', 0.2),
    {
      what: 'masked copy and proof, against the parallel dump and restore',
      limit: 1.35,
      of: (measured, unit) =>
        ratio(measured, (run) => of(unit, run.copy) + of(unit, run.proof), find('pg_dump -Fd'), unit),
    },
    {
      what: 'masking, against our copy without masks',
      limit: 1.2,
      of: (measured, unit) => ratio(measured, (run) => of(unit, run.copy), oursKept, unit),
    },
    {
      what: 'proof, against the copy it proves',
      limit: 0.35,
      of: (measured, unit) => ratio(measured, (run) => of(unit, run.proof), oursMasked, unit),
    },
  ];
}

/** Goals that are not ratios of two runs; each cell by itself. */
function bounds(
  measured: Measured,
  jobs: number,
): { what: string; value: number; limit: number; digits: number }[] {
  const own = measured.runs.get(oursMasked) ?? [];
  const sessions = Math.max(...own.map((run) => run.copy.used.sourceSessions));
  const held = own.map(
    (run) => (run.heldSeconds ?? Number.NaN) / (run.copy.seconds + (run.proof?.seconds ?? 0)),
  );
  return [
    { what: 'memory of this process, proof included, MB', value: measured.memory, limit: 250, digits: 0 },
    { what: 'most sessions of ours on the source at a time', value: sessions, limit: jobs + 1, digits: 0 },
    {
      what: "source's snapshot held, as a share of copy and proof",
      value: median(held),
      limit: 1,
      digits: 2,
    },
  ];
}

/** A line per goal and layout that says whether it was reached by the clock, as every benchmark ends with. */
export function goalLines(measured: readonly Measured[], jobs: number): string[] {
  return measured.flatMap((each) => [
    ...goals([...each.runs.keys()]).map((goal) => {
      const [clock, cpu] = [goal.of(each, 'seconds'), goal.of(each, 'cpu')];
      return goalLine(
        `${goal.what} (${each.layout})`,
        clock,
        goal.limit,
        `; processor seconds ${fixed(cpu)}`,
      );
    }),
    ...bounds(each, jobs).map(({ what, value, limit, digits }) =>
      goalLine(`${what} (${each.layout})`, value, limit, '', digits),
    ),
  ]);
}

/** Says what was not measured as the goals ask for it: fewer repetitions, another size, layouts left out. */
export function cutLines(
  measured: readonly Measured[],
  { scale, pairs, left }: { scale: number; pairs: number; left: readonly { name: string }[] },
): string {
  const few = measured.flatMap(({ layout, runs }) => {
    const done = runs.values().next().value?.length ?? 0;
    return done < pairs ? [`${layout}: ${done} of ${pairs} repetitions, for want of time (--minutes)`] : [];
  });
  const size = scale === 1 ? [] : [`The goals are for scale 1; this was scale ${scale}.`];
  const names = left.map(({ name }) => name).join(', ');
  const absent = names ? [`Not in this run: ${names} (--layout NAME)`] : [];
  return [...few, ...size, ...absent].map((line) => `${line}\n`).join('');
}

/** The tables of `docs/benchmarks.md`: medians of seconds, then each goal with what was reached. */
export function describe(measured: readonly Measured[], setup: string, jobs: number): string {
  const names = [...(measured[0]?.runs.keys() ?? [])];
  const row = (first: string, of: (each: Measured) => string) =>
    `| ${cell(first)} | ${measured.map(of).join(' | ')} |`;
  const rule = `|---|${measured.map(() => '---').join('|')}|`;
  const times = (each: Measured, name: string, pick: (run: Run) => Part | undefined) =>
    units
      .map((unit) => fixed(median((each.runs.get(name) ?? []).map((run) => of(unit, pick(run)))), 1))
      .join(', ');
  const verdict = (value: number, limit: number, digits = 2) =>
    Number.isNaN(value)
      ? 'not measured'
      : `${fixed(value, digits)} ${value <= limit ? 'reached' : '**missed**'}`;
  return [
    setup,
    '',
    row('seconds of the clock, of all processors (medians)', (each) => each.layout),
    rule,
    row('rows, MB', (each) => `${each.rows}, ${Math.round(each.megabytes)}`),
    ...names.map((name) => row(name, (each) => times(each, name, (run) => run.copy))),
    row('Sandgate, its proof', (each) => times(each, oursMasked, (run) => run.proof)),
    '',
    row('goal, by the clock; the same of processor seconds (medians of ratios)', (each) => each.layout),
    rule,
    ...goals(names).map((goal) =>
      row(
        `${goal.what} ≤ ${goal.limit}`,
        (each) => `${verdict(goal.of(each, 'seconds'), goal.limit)}; ${fixed(goal.of(each, 'cpu'))}`,
      ),
    ),
    ...(measured[0] ? bounds(measured[0], jobs) : []).map(({ what, limit }, at) =>
      row(`${what} ≤ ${limit}`, (each) => {
        const bound = bounds(each, jobs)[at];
        return bound ? verdict(bound.value, bound.limit, bound.digits) : '';
      }),
    ),
    '',
  ].join('\n');
}
