/**
 * How large the suites are that repeat one thing many times. Each has two sizes: `ci` is what `npm test` runs, `long` is
 * the count that was promised, which `npm run test:long NAME` runs. A suite asks `sizeOf` for its count and `seedOf` for
 * its seed, and prints both with what it counted.
 *
 * `TEST_SIZE` chooses: `ci` (also when it is left out), `long`, or a whole number, which every suite of the run then
 * takes as its count. `SEED` repeats a run that failed.
 */

type Suite = {
  /** The test file that runs it. */
  file: string;
  /** What is counted. */
  unit: string;
  ci: number;
  long: number;
};

/** Infinity stands for everywhere: as often as there is a place. */
export const sizes = {
  'kill-workers': { file: 'lib/sandboxes/promises/kill-workers.test.ts', unit: 'kills', ci: 16, long: 700 },
  'kill-snapshots': {
    file: 'lib/sandboxes/promises/kill-snapshots.test.ts',
    unit: 'kills',
    ci: 12,
    long: 300,
  },
  // One fewer than the attempts that a build is granted.
  'kill-refresh': { file: 'lib/sandboxes/promises/kill-refresh.test.ts', unit: 'kills', ci: 2, long: 7 },
  'kill-reset': { file: 'lib/sandboxes/promises/kill-reset.test.ts', unit: 'kills', ci: 12, long: 40 },
  'kill-clone': { file: 'lib/sandboxes/promises/kill-clone.test.ts', unit: 'kills', ci: 12, long: 40 },
  'kill-life': { file: 'lib/sandboxes/promises/kill-life.test.ts', unit: 'kills', ci: 12, long: 40 },
  'frozen-workers': {
    file: 'lib/sandboxes/promises/frozen-workers.test.ts',
    unit: 'freezes',
    ci: 5,
    long: 100,
  },
  'void-while-built': {
    file: 'lib/sandboxes/promises/void-while-built.test.ts',
    unit: 'pairs of what takes the ground of a copy away and a build that is held by a lock',
    ci: 3,
    long: Number.POSITIVE_INFINITY,
  },
  decisions: {
    file: 'lib/requests/at-once.test.ts',
    unit: 'pairs of people who decide at once',
    ci: 24,
    long: 1_000,
  },
  submits: {
    file: 'lib/requests/at-once.test.ts',
    unit: 'forms that are each sent fifty times at once',
    ci: 1,
    long: 100,
  },
  verbs: {
    file: 'lib/sandboxes/copies/decide/verbs-at-once.test.ts',
    unit: 'times each pair of what may happen to a sandbox, at once',
    ci: 1,
    long: 50,
  },
  ends: {
    file: 'lib/ends/sweep/sweep-ends.test.ts',
    unit: 'sandboxes whose ends are spread over a week',
    ci: 12,
    long: 200,
  },
  dormancy: {
    file: 'lib/ends/dormancy.test.ts',
    unit: 'tenants that live for a year of days',
    ci: 300,
    long: 10_000,
  },
  policies: {
    file: 'lib/ends/policy/save-policy.test.ts',
    unit: 'policies that are saved and lived for 60 days',
    ci: 1,
    long: 25,
  },
  'life-verbs': {
    file: 'lib/sandboxes/shut/verbs-at-once.test.ts',
    unit: 'times each pair of what shuts, opens, extends and ends a sandbox, at once',
    ci: 1,
    long: 50,
  },
  stops: { file: 'lib/jobs/run-worker.test.ts', unit: 'stops of a worker under load', ci: 1, long: 100 },
  drifts: {
    file: 'lib/provisioning/reconcile.test.ts',
    unit: 'drifts that are put into a cluster',
    ci: 10,
    long: 100,
  },
  'full-disk': {
    file: 'lib/provisioning/snapshot/promises/full-target.test.ts',
    unit: 'copies onto disks that get full',
    ci: 1,
    long: 50,
  },
  'create-database': {
    file: 'lib/provisioning/cluster/create-database.test.ts',
    unit: 'cuts',
    ci: 40,
    long: 1_000,
  },
  'cut-connections': {
    file: 'lib/provisioning/promises/cut-connections.test.ts',
    unit: 'cuts of each shape',
    ci: 4,
    long: Number.POSITIVE_INFINITY,
  },
  'cut-operations': {
    file: 'lib/provisioning/promises/cut-operations.test.ts',
    unit: 'cuts of each operation',
    ci: 4,
    long: Number.POSITIVE_INFINITY,
  },
  'false-alarms': {
    file: 'lib/provisioning/proof/scan/false-alarms.test.ts',
    unit: 'columns of each kind',
    ci: 30,
    long: 10_000,
  },
  'public-schemas': {
    file: 'lib/testing/corpora/held-out-public/public-schemas.test.ts',
    unit: 'schemas of public products',
    ci: 3,
    long: 18,
  },
  'honest-copies': {
    file: 'lib/provisioning/snapshot/round-trips/honest-copies.test.ts',
    unit: 'copies',
    ci: 2,
    long: 40,
  },
  'wide-values': {
    file: 'lib/provisioning/snapshot/promises/wide-values.test.ts',
    unit: 'shapes of rows that are wider than a text may be',
    ci: 2,
    long: 5,
  },
  'cloned-files': {
    file: 'lib/provisioning/promises/cloned-files.test.ts',
    unit: 'megabytes of a baseline on a disk that shares blocks',
    ci: 300,
    long: 10_000,
  },
  guards: {
    file: 'bin/test/guards/guards.test.ts',
    unit: 'guards that are taken out one at a time',
    ci: 2,
    long: Number.POSITIVE_INFINITY,
  },
  versions: {
    file: 'lib/provisioning/versions/versions.test.ts',
    unit: 'servers of other releases, each as a source and from 16 on as a cluster',
    ci: 1,
    long: Number.POSITIVE_INFINITY,
  },
} satisfies Record<string, Suite>;

export type SuiteName = keyof typeof sizes;

/** The count that a suite runs at now. Throws a sentence when TEST_SIZE is none of what it may be. */
export function sizeOf(name: SuiteName, chosen = process.env.TEST_SIZE || 'ci'): number {
  if (chosen === 'ci' || chosen === 'long') return sizes[name][chosen];
  const count = Number(chosen);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new Error(`TEST_SIZE is ci, long or a whole number from 1, not "${chosen}".`);
  return count;
}

/** The seed of a suite: SEED where it is set, otherwise the suite's own. */
export function seedOf(own: number): number {
  return Number(process.env.SEED || own);
}
