import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mergeDecisions, openUnsigned } from '@/lib/plan-format/decide/merge-decisions';
import type { ScrubPlan } from '@/lib/plan-format/scrub-plan';
import { classifySource, requireSameSource } from '@/lib/provisioning';
import { type CliCommand, print, UsageError } from '../command-line';
import { readTenantKey } from '../tenant-key';
import { complain, exitCodes, explainFailures, stopSignal } from './engine-failure';
import { assertWritable, readPlanFile, writePlanFile } from './plan-file';

/** Proposes a scrub plan for any PostgreSQL database. */
export const classify: CliCommand = {
  name: 'classify',
  summary: 'propose for every column of a source what it holds and how it is masked',
  usage: `--source URL [--schema NAME]… [--tenant-key COLUMN=VALUE]… [--tenant-table SCHEMA.TABLE] --out plan.json
           [--other-source]

  --source         a PostgreSQL URL; reading rights suffice
  --schema         a schema to read, may be repeated; all of them when left out
  --tenant-key     where tenants share tables: the column that tells them apart and whose rows are wanted, such as
                   organization_id=42; repeated for a key of several columns. A plan file that exists keeps its own.
  --tenant-table   the table of tenants, when the key's columns are columns of that table alone
  --out            the plan file to write; where it exists, decisions in it that say who decided ("decidedBy") are
                   kept, and what differs from the proposal without saying so is left open again, by name
  --other-source   take the decisions over although the file was made for another database, such as a restored copy

Reads a bounded sample and changes nothing. Ends with 0, 3 when the file that exists was made for another source, or 5
when the source fails.`,
  run: (args) =>
    explainFailures(async () => {
      const { values } = parseArgs({
        args: [...args],
        options: {
          source: { type: 'string' },
          schema: { type: 'string', multiple: true },
          'tenant-key': { type: 'string', multiple: true },
          'tenant-table': { type: 'string' },
          out: { type: 'string' },
          'other-source': { type: 'boolean', default: false },
        },
      });
      const { source, out } = values;
      if (!source || !out) throw new UsageError('--source and --out are needed.');
      await assertWritable(out);
      const earlier = existsSync(out) ? await readPlanFile(out) : null;
      const signal = stopSignal();
      if (earlier && !values['other-source']) await requireSameSource(earlier, { source, signal });
      const tenant = readTenantKey(values['tenant-key'], values['tenant-table']) ?? earlier?.tenant;
      const address = {
        url: source,
        signal,
        ...(values.schema ? { schemas: values.schema } : {}),
        ...(tenant ? { tenant } : {}),
      };
      const proposed = await classifySource(address);
      const { plan, opened } =
        earlier === null
          ? { plan: proposed, opened: [] }
          : openUnsigned(earlier, mergeDecisions(earlier, proposed));
      await writePlanFile(out, plan);
      for (const place of opened)
        complain(
          `${place}: the file differs from what is proposed and names no "decidedBy"; it is left open.`,
        );
      summarize(plan, out);
      return exitCodes.done;
    }),
};

function summarize(plan: ScrubPlan, out: string): void {
  const columns = Object.values(plan.tables).flatMap((table) => Object.values(table.columns));
  const open = columns.filter((column) => column.class === 'unclassified').length;
  const texts = Object.values(plan.structure).filter((finding) => finding.decision === 'open').length;
  print(`${out}: ${Object.keys(plan.tables).length} tables, ${columns.length} columns.`);
  print(`${open} columns and ${texts} texts of the structure are left for a person to decide.`);
  if (!plan.tenant) return;
  const ownerless = Object.keys(plan.tables).filter((key) => !plan.tables[key]?.scope);
  for (const key of ownerless) print(`${key}: no way leads from its rows to the tenant’s key.`);
  if (ownerless.length > 0)
    print('Give each a scope in the plan: reference (copied whole), exclude (structure only), or the way.');
}
