import { Build, type BuildOptions } from './build';
import { assertOrder, type BuildOrder } from './build-order';
import type { ProvisionReport } from './report';
import { runSteps } from './run-steps';
import type { Step } from './step';
import { baseline } from './steps/baseline';
import { clear } from './steps/clear';
import { configuration } from './steps/configuration';
import { constraints } from './steps/constraints';
import { copyBaseline } from './steps/copy-baseline';
import { copyInUse } from './steps/copy-in-use';
import { database } from './steps/database';
import { equality } from './steps/equality';
import { keep } from './steps/keep';
import { preflight } from './steps/preflight/preflight';
import { publish } from './steps/publish';
import { reference } from './steps/reference';
import { revoke } from './steps/revoke';
import { role } from './steps/role';
import { seed } from './steps/seed';
import { snapshot } from './steps/snapshot';
import { structure } from './steps/structure';
import { template } from './steps/template';
import { verify } from './steps/verify';

/** How a blank or seeded sandbox comes about. */
export const steps: readonly Step[] = [
  preflight,
  clear,
  database,
  structure,
  reference,
  seed,
  constraints,
  template,
  configuration,
  verify,
  role,
  baseline,
  publish,
];

/** How a scrubbed snapshot comes about: the copy brings its own structure and its own proof. */
export const snapshotSteps: readonly Step[] = [preflight, clear, database, snapshot, role, baseline, publish];

/** How a sandbox is reset: its sealed baseline is copied with the rights in it, and compared with what was sealed. */
export const resetSteps: readonly Step[] = [clear, copyBaseline, equality, keep, publish];

/** What follows in a clone once the files are copied: the rights in it become its own role's, and it is sealed for resets. */
const asItsOwn = [equality, revoke, role, baseline, publish];

/** How a sandbox is cloned from another one as it was delivered. */
export const cloneSteps: readonly Step[] = [clear, copyBaseline, ...asItsOwn];

/** The same from another one as it is now. */
export const inUseCloneSteps: readonly Step[] = [clear, copyInUse, ...asItsOwn];

const stepsOf: Record<BuildOrder['shape'], (order: BuildOrder) => readonly Step[]> = {
  blank: () => steps,
  seeded: () => steps,
  snapshot: () => snapshotSteps,
  baseline: () => resetSteps,
  clone: ({ clone }) => (clone?.inUse ? inUseCloneSteps : cloneSteps),
};

/**
 * Builds a sandbox, or goes on with one: called again with the same order after a crash, it skips what is done. It
 * resolves with `done` once the tenant's role can sign in, and with `failed` or `cancelled` after everything of this
 * attempt and of those before it has been removed. It rejects only for a order that contradicts itself.
 *
 * A worker that lost its lease gets `lease_lost` or `attempt_superseded` and removes nothing of a later attempt.
 */
export async function provision(order: BuildOrder, options: BuildOptions): Promise<ProvisionReport> {
  assertOrder(order);
  const build = new Build(order, options);
  try {
    return await runSteps(build, stepsOf[order.shape](order));
  } finally {
    await build.close();
  }
}
