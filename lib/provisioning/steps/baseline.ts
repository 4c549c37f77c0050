import { createSealedDatabase } from '../cluster/create-database';
import { writeMark } from '../cluster/database-mark';
import { exists } from '../cluster/drop-object';
import { isMarked, type Step } from '../step';

/**
 * A sealed copy of the sandbox as it is handed over, for later resets. Nobody can connect to it, and it holds no grant
 * of any tenant. A copy is there whole or not at all, so its existence is the proof that it is complete.
 */
export const baseline: Step = {
  name: 'baseline',
  title: 'Baseline for resets',
  isDone: async (build) =>
    (await isMarked(build, 'verify')) && (await exists(await build.cluster(), 'database', build.baseline)),
  async run(build) {
    const cluster = await build.cluster();
    const { sandboxId, attempt } = build.plan;
    await build.options.ledger.intend({ kind: 'database', name: build.baseline, sandboxId, attempt });
    await createSealedDatabase(cluster, build.baseline, { template: build.building });
    const { fingerprint } = await build.source();
    await writeMark(cluster, build.baseline, { ...build.freshMark(), use: 'baseline', fingerprint });
    return {};
  },
};
