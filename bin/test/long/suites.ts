import { readdirSync } from 'node:fs';
import { sizes } from '@/lib/testing/sizes';
import { notCoveredLines } from './not-covered';

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
    what: 'workers, copies, refreshes, resets, clones, closing, opening and destroying killed at random moments',
    files: filesOf('kill-workers', 'kill-snapshots', 'kill-refresh', 'kill-reset', 'kill-clone', 'kill-life'),
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
      'lib/sandboxes/promises/full-disk.test.ts',
    ],
  },
  {
    name: 'canaries',
    what: 'planted values, looked for in rows, statistics, files, logs and jobs of a copy',
    files: [
      'lib/provisioning/snapshot/promises/canaries.test.ts',
      'lib/sandboxes/promises/snapshot-privacy.test.ts',
    ],
  },
  {
    name: 'detection',
    what: 'what columns hold, told from their names and values',
    files: [
      'lib/testing/corpora/detection.test.ts',
      'lib/provisioning/classify/second-look/second-look.test.ts',
    ],
  },
  {
    name: 'stops',
    what: `${sizes.stops.long} ${sizes.stops.unit}, and jobs that poison it`,
    files: filesOf('stops'),
  },
  {
    name: 'isolation',
    what: 'what a tenant’s role, and code hidden in a sandbox, reach',
    files: ['lib/provisioning/promises/isolation.test.ts', 'lib/provisioning/promises/trojans.test.ts'],
  },
  {
    name: 'keys',
    what: 'keys of other sandboxes, altered, revoked, guessed and looked for where they must not be',
    files: [
      'lib/gateway/callers/keys.test.ts',
      'lib/gateway/callers/attempts.test.ts',
      'lib/credentials/api-keys.test.ts',
      'lib/credentials/key-form.test.ts',
    ],
  },
  {
    name: 'states',
    what: 'every command in every state by every role, with its audit',
    files: [
      'lib/command/every-command.test.ts',
      'lib/requests/request-states.test.ts',
      'lib/sandboxes/copies/copy-states.test.ts',
    ],
  },
  {
    name: 'hostile',
    what: 'hostile text and shapes in every field',
    files: ['lib/requests/hostile-input.test.ts', 'lib/gateway/records/hostile.test.ts'],
  },
  {
    name: 'changes',
    what: 'sources that change after the signature, or while they are copied',
    files: [
      'lib/scrub-plans/sign-off/require-signed-plan.test.ts',
      'lib/provisioning/snapshot/promises/drift.test.ts',
    ],
  },
  {
    name: 'objects',
    what: 'every catalogue and column of the server is decided on, and what is copied arrives',
    files: [
      'lib/provisioning/catalogue/classes/object-classes.test.ts',
      'lib/provisioning/snapshot/copy-snapshot.test.ts',
      'lib/provisioning/snapshot/promises/extensions.test.ts',
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

/** What can be named, a line each, and what cannot. */
export function listOfSuites(): string {
  const lines = [
    ...longSuites.map(({ name, what }) => [name, what]),
    ...benchmarkNames().map((name) => [`bench ${name}`, 'a benchmark, with the goals that it measures']),
  ];
  const width = Math.max(...lines.map(([name = '']) => name.length)) + 2;
  const listed = lines.map(([name = '', what]) => `  ${name.padEnd(width)}${what}`);
  return [...listed, '', notCoveredLines()].join('\n');
}
