import { configurationTables } from '../../build-order';
import { readTableColumns } from '../../catalogue/loading/read-table-columns';
import { readUsedCollations } from '../../catalogue/read-used-collations';
import { assertToldApart, ownRowsOf } from '../../copy/own-rows';
import { toProvisioningError } from '../../provisioning-error';
import type { Step } from '../../step';
import { checkCluster } from './check-cluster';
import { checkObjects } from './check-objects';
import { checkRoom } from './check-room';
import { checkSource } from './check-source';
import { checkTables } from './check-tables';

/**
 * Finds out before anything is made whether it can be made. Nothing is written, so it is done again whenever a build
 * is resumed. Free space is looked at where the cluster's disk can be seen from here. Where it cannot, or may not do, the
 * outcome says so, and a full disk shows itself as `target_full` later.
 */
export const preflight: Step = {
  name: 'preflight',
  title: 'Checks before the start',
  isDone: async () => false,
  async run(build) {
    const { order, options } = build;
    const names = { source: order.source.schema, neutral: order.product.schema };
    const [cluster, source] = await Promise.all([build.cluster(), build.source()]);
    try {
      await Promise.all([
        checkSource(source, names.source, options.connections.pgDump !== undefined),
        readUsedCollations(source.client, [names.source]).then((collations) =>
          checkCluster(cluster, source.server, collations),
        ),
      ]);
      checkTables(order, await readTableColumns(source.client, names.source));
      if (order.shape !== 'snapshot') {
        await assertToldApart(source.client, order.source, order.product.referenceTables);
        await ownRowsOf(source.client, order.source, configurationTables(order));
      }
      const notes = await checkObjects(source, cluster, names, order.scrubPlan);
      const room = await checkRoom(build, cluster);
      if (room) notes.push(room);
      return notes.length ? { detail: notes.join(' ') } : {};
    } catch (thrown) {
      throw toProvisioningError(thrown, 'source', 'checking what is there');
    }
  },
};
