import { parseArgs } from 'node:util';
import { closeDb } from '@/lib/db/client';
import { reconcileCluster } from '@/lib/sandboxes/cluster/reconcile-cluster';
import { type CliCommand, print } from './command-line';

/** Compares what Sandgate believes with what the cluster holds. */
export const reconcile: CliCommand = {
  name: 'reconcile',
  summary: 'name every difference between the records and the databases and roles that exist',
  usage: `[--json]

  --json   the differences as JSON

Ends with 0 when there is none, 1 when there is any. Repairs nothing.`,
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
    try {
      const drifts = await reconcileCluster();
      if (values.json) print(JSON.stringify(drifts, null, 2));
      else if (drifts.length === 0) print('Records and cluster agree.');
      else for (const drift of drifts) print(`${drift.kind.padEnd(20)}${drift.message}`);
      return drifts.length === 0 ? 0 : 1;
    } finally {
      await closeDb();
    }
  },
};
