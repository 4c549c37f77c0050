import { oursKept, oursMasked } from './contenders';

export type Measured = {
  layout: string;
  rows: number;
  megabytes: number;
  /** Seconds of each repetition, by contender. */
  totals: Map<string, number[]>;
  proofs: number[];
  /** Growth of this process's memory over all copies, in MB. */
  memory: number;
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** The median of ratios of repetitions that ran next to each other, which noise of the machine touches least. */
function ratio(measured: Measured, over: readonly number[], under: string): number {
  const below = measured.totals.get(under) ?? [];
  return median(over.map((seconds, at) => seconds / (below[at] ?? Number.NaN)));
}

/** A bar ends a cell in Markdown. */
const cell = (text: string) => text.replaceAll('|', '\\|');
const fixed = (value: number, digits = 2) => (Number.isNaN(value) ? '–' : value.toFixed(digits));

type Goal = { what: string; limit: number; of: (measured: Measured) => number };

function goals(names: readonly string[]): Goal[] {
  const total = (measured: Measured) => measured.totals.get(oursMasked) ?? [];
  const find = (start: string) => names.find((name) => name.startsWith(start)) ?? '';
  const against = (start: string, limit: number): Goal => ({
    what: `masked copy, against ${find(start) || start}`,
    limit,
    of: (measured) => ratio(measured, total(measured), find(start)),
  });
  return [
    against('pg_dump |', 0.75),
    against('pg_dump -Fd', 1),
    against('pgcopydb', 1),
    {
      what: 'masked copy and proof, against the parallel dump and restore',
      limit: 1.35,
      of: (measured) =>
        ratio(
          measured,
          total(measured).map((each, at) => each + (measured.proofs[at] ?? 0)),
          find('pg_dump -Fd'),
        ),
    },
    {
      what: 'masking: against our copy without masks',
      limit: 1.2,
      of: (measured) => ratio(measured, total(measured), oursKept),
    },
    {
      what: 'proof, against the copy it proves',
      limit: 0.35,
      of: (measured) => median(measured.proofs.map((each, at) => each / (total(measured)[at] ?? Number.NaN))),
    },
    {
      what: 'memory of this process, its own start of some 110 MB and the proof included, MB',
      limit: 250,
      of: (measured) => measured.memory,
    },
  ];
}

/** The tables of `docs/benchmarks.md`: medians of seconds, then each goal with what was reached. */
export function describe(measured: readonly Measured[], setup: string): string {
  const names = [...(measured[0]?.totals.keys() ?? [])];
  const header = (first: string) => `| ${first} | ${measured.map((each) => each.layout).join(' | ')} |`;
  const rule = `|---|${measured.map(() => '---').join('|')}|`;
  const seconds = names.map(
    (name) =>
      `| ${cell(name)} | ${measured.map((each) => fixed(median(each.totals.get(name) ?? []), 1)).join(' | ')} |`,
  );
  const proof = `| Sandgate, its proof | ${measured.map((each) => fixed(median(each.proofs), 1)).join(' | ')} |`;
  const sizes = `| rows, MB | ${measured.map((each) => `${each.rows}, ${Math.round(each.megabytes)}`).join(' | ')} |`;
  const reached = goals(names).map(({ what, limit, of }) => {
    const values = measured.map((each) => {
      const value = of(each);
      if (Number.isNaN(value)) return 'not measured';
      return `${fixed(value, limit > 100 ? 0 : 2)} ${value <= limit ? 'reached' : '**missed**'}`;
    });
    return `| ${cell(what)} ≤ ${limit} | ${values.join(' | ')} |`;
  });
  return [
    setup,
    '',
    header('seconds, median'),
    rule,
    sizes,
    ...seconds,
    proof,
    '',
    header('goal (ratio of neighbouring runs, median)'),
    rule,
    ...reached,
    '',
  ].join('\n');
}
