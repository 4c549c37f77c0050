import type { Build } from '../build';
import { copyFiles } from '../cluster/copy-files';
import { findCopyMethod } from '../cluster/copy-method';
import { readMark } from '../cluster/database-mark';
import { exists } from '../cluster/drop-object';
import { isMarked, type Step } from '../step';
import { describeInside } from '../structure/describe-inside';

/** Whether an earlier run has brought the rows in, in whatever way this order does that. */
async function isFilled(build: Build): Promise<boolean> {
  for (const step of ['verify', 'snapshot', 'revoke'] as const) if (await isMarked(build, step)) return true;
  return false;
}

/**
 * A sealed copy of the sandbox as it is handed over, for later resets. Nobody can connect to it. What the tenant may do inside
 * is copied with it, so that a reset keeps role and password. A copy is there whole or not at all; its mark, which comes after
 * it, says what stands inside, so that a reset can be compared with it.
 */
export const baseline: Step = {
  name: 'baseline',
  title: 'Baseline for resets',
  isDone: async (build) =>
    (await isFilled(build)) &&
    (await readMark(await build.cluster(), build.baseline, build.options.connections.markKey)) !== null,
  async run(build) {
    const cluster = await build.cluster();
    const { copyId, attempt } = build.order;
    await build.options.ledger.intend({ kind: 'database', name: build.baseline, copyId, attempt });
    const inside = await build.builder.inside((client) => describeInside(client, build.schema));
    await build.builder.leave();
    if (!(await exists(cluster, 'database', build.baseline))) {
      const by = await findCopyMethod(cluster);
      build.copied = await copyFiles(cluster, build.baseline, { template: build.building, by });
    }
    await build.setMark(build.baseline, { use: 'baseline', inside });
    return {};
  },
};
