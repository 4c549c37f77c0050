import { readdirSync } from 'node:fs';
import { sizes } from '@/lib/testing/sizes';

/**
 * What `npm run test:long NAME` can run, by name, at the sizes that were promised. A suite is a few test files. Every entry
 * of the table of sizes is one by its own name, so a suite that is given a size there needs no line here; this table adds
 * those that run several of them, and those whose size is what stands in the file.
 */
export type LongSuite = { name: string; what: string; files: readonly string[] };

type SizeName = keyof typeof sizes;

const filesOf = (...names: SizeName[]) => names.map((name) => sizes[name].file);

const groups: readonly LongSuite[] = [
  {
    name: 'kills',
    what: 'workers, copies and refreshes killed at random moments',
    files: filesOf('kill-workers', 'kill-snapshots', 'kill-refresh'),
  },
  {
    name: 'cuts',
    what: 'connections cut at each message, and while a database is created',
    files: filesOf('create-database', 'cut-connections', 'cut-operations'),
  },
  {
    name: 'frozen',
    what: 'workers frozen for three lease times and woken after the take-over',
    files: filesOf('frozen-workers'),
  },
  {
    name: 'faults',
    what: 'copies whose source, target or disk fails',
    files: [
      'lib/provisioning/snapshot/promises/faults.test.ts',
      'lib/provisioning/snapshot/promises/full-target.test.ts',
      'lib/operations/promises/full-disk.test.ts',
    ],
  },
  {
    name: 'canaries',
    what: 'planted values, looked for in rows, statistics, files, logs and jobs of a copy',
    files: [
      'lib/provisioning/snapshot/promises/canaries.test.ts',
      'lib/operations/promises/snapshot-privacy.test.ts',
    ],
  },
  {
    name: 'detection',
    what: 'what columns hold, told from their names and values',
    files: [
      'lib/provisioning/classify/detection/detection.test.ts',
      'lib/provisioning/classify/second-look/second-look.test.ts',
    ],
  },
];

const single: readonly LongSuite[] = Object.entries(sizes).map(([name, { file, unit, long }]) => ({
  name,
  what: `${Number.isFinite(long) ? long.toLocaleString('en') : 'all'} ${unit}`,
  files: [file],
}));

export const longSuites: readonly LongSuite[] = [
  ...groups,
  ...single.filter(({ name }) => groups.every((group) => group.name !== name)),
];

/** Names of the benchmarks: the files of bench/, without the one that chooses among them. */
export function benchmarkNames(): string[] {
  return readdirSync('bench')
    .filter((file) => /^[a-z-]+\.ts$/.test(file) && file !== 'run.ts')
    .map((file) => file.slice(0, -3))
    .sort();
}

/** What can be named, a line each. */
export function listOfSuites(): string {
  const lines = [
    ...longSuites.map(({ name, what }) => [name, what]),
    ...benchmarkNames().map((name) => [`bench ${name}`, 'a benchmark, with the goals that it measures']),
  ];
  const width = Math.max(...lines.map(([name = '']) => name.length)) + 2;
  return lines.map(([name = '', what]) => `  ${name.padEnd(width)}${what}`).join('\n');
}
