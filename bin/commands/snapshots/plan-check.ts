import { parseArgs } from 'node:util';
import { requireFit } from '@/lib/provisioning';
import { type CliCommand, print, UsageError } from '../command-line';
import { exitCodes, explainFailures, stopSignal, warn } from './engine-failure';
import { readPlanFile } from './plan-file';

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
      const { source, target } = values;
      await requireFit(plan, { source, signal: stopSignal(), onWarning: warn, ...(target && { target }) });
      print('The plan fits the source.');
      return exitCodes.done;
    }),
};
