import { createSealedDatabase } from '../cluster/create-database';
import { exists } from '../cluster/drop-object';
import { isMarked, type Step } from '../step';

/**
 * A sealed copy of the sandbox as it is handed over, for later resets. Nobody can connect to it. What the tenant
 * may do inside is copied with it, so that a reset keeps role and password. A copy is there whole or not at all, so its existence is the proof that it is complete.
 */
export const baseline: Step = {
  name: 'baseline',
  title: 'Baseline for resets',
  isDone: async (build) =>
    ((await isMarked(build, 'verify')) || (await isMarked(build, 'snapshot'))) &&
    (await exists(await build.cluster(), 'database', build.baseline)),
  async run(build) {
    const cluster = await build.cluster();
    const { copyId, attempt } = build.order;
    await build.options.ledger.intend({ kind: 'database', name: build.baseline, copyId, attempt });
    await build.builder.leave();
    await createSealedDatabase(cluster, build.baseline, { template: build.building });
    await build.setMark(build.baseline, { use: 'baseline' });
    return {};
  },
};
