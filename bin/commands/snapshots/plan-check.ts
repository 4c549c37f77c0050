import { parseArgs } from 'node:util';
import type { Client } from 'pg';
import { readUsedCollations } from '@/lib/provisioning/catalogue/read-used-collations';
import { type Offers, readOffers } from '@/lib/provisioning/catalogue/server/read-offers';
import { readServer } from '@/lib/provisioning/catalogue/server/read-server';
import { findLocaleFaults } from '@/lib/provisioning/cluster/locale-faults';
import { withConnection } from '@/lib/provisioning/connect';
import { ProvisioningError } from '@/lib/provisioning/provisioning-error';
import { type CliCommand, print, UsageError } from '../command-line';
import { exitCodes, explainFailures, stopSignal } from './engine-failure';
import { readPlanFile } from './plan-file';
import { assertFits } from './plan-source';

/** Says whether a plan can be carried out on a source as it is now. */
export const planCheck: CliCommand = {
  name: 'plan check',
  summary: 'say whether a scrub plan fits its source, naming every place where it does not',
  usage: `--source URL --plan plan.json [--target URL]

  --source   the PostgreSQL URL that the plan is for
  --plan     the plan file
  --target   a URL of the cluster that the copy is for: what it does not offer is refused as well

Changes nothing. Ends with 0 when the plan fits, 3 when it is refused, 5 when the source fails.`,
  run: (args) =>
    explainFailures(async () => {
      const { values } = parseArgs({
        args: [...args],
        options: { source: { type: 'string' }, plan: { type: 'string' }, target: { type: 'string' } },
      });
      if (!values.source || !values.plan) throw new UsageError('--source and --plan are needed.');
      const plan = await readPlanFile(values.plan);
      const options = { side: 'source', applicationName: 'sandgate', signal: stopSignal() } as const;
      const { target } = values;
      await withConnection(values.source, options, async (client) => {
        const offers = target ? await offersOf(target, client, plan.schemas, options.signal) : undefined;
        await assertFits(plan, client, offers);
      });
      print('The plan fits the source.');
      return exitCodes.done;
    }),
};

/** What the cluster of a target has. Refuses (ProvisioningError) rules for text that it lacks; the target need not exist. */
async function offersOf(
  target: string,
  source: Client,
  schemas: string[],
  signal: AbortSignal,
): Promise<Offers> {
  const options = { side: 'target', applicationName: 'sandgate', database: 'postgres', signal } as const;
  const [server, collations] = [await readServer(source), await readUsedCollations(source, schemas)];
  return withConnection(target, options, async (cluster) => {
    const faults = await findLocaleFaults(cluster, server, collations);
    if (faults.length > 0) throw new ProvisioningError('locale_unsupported', faults.join(' '));
    return readOffers(cluster);
  });
}
