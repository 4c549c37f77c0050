import { parseArgs } from 'node:util';
import { type Certificate, certificate } from '@/lib/certificate-format/certificate';
import { env } from '@/lib/env';
import { proveSnapshot, requireSameSource } from '@/lib/provisioning';
import { type CliCommand, print, readJobs, UsageError } from '../command-line';
import { readCanaries } from './canaries-file';
import { complain, exitCodes, explainFailures, stopSignal } from './engine-failure';
import { assertReport, readPlanFile, writeJsonFile } from './plan-file';

/** Proves a copy that exists against its source as it is now. */
export const verify: CliCommand = {
  name: 'verify',
  summary: 'prove that a copy keeps what its plan promises',
  usage: `--source URL --target URL --plan plan.json [--target-schema NAME] [--jobs N] [--canaries FILE] [--report FILE]

  --source          the PostgreSQL URL that the copy was made from
  --target          the URL of the copy
  --plan            the plan file that it was made by
  --target-schema   what the schema is called in the copy
  --jobs            pairs of sessions, 2 when left out
  --canaries        a file with one text per line that must be nowhere in the copy
  --report          where to write the certificate, as JSON

Reads both and changes nothing. It says as well whether the copy is as it was handed over: kept values, rows, sequences, and
objects that the plan does not have. A source that has moved on since differs in the same way. It reads the source
in one moment for an hour at the most, and gives way (5) when another session there waits for its locks.
Ends with 0 when the proof holds, 3 when the plan was made for another source, 4 when it fails, 5 when source or target fails.`,
  run: (args) =>
    explainFailures(async () => {
      const { values } = parseArgs({
        args: [...args],
        options: {
          source: { type: 'string' },
          target: { type: 'string' },
          plan: { type: 'string' },
          'target-schema': { type: 'string' },
          jobs: { type: 'string', default: '2' },
          canaries: { type: 'string' },
          report: { type: 'string' },
        },
      });
      const { source, target, plan } = values;
      if (!source || !target || !plan) throw new UsageError('--source, --target and --plan are needed.');
      const jobs = readJobs(values.jobs);
      if (values.report) await assertReport(values.report, plan);
      const read = await readPlanFile(plan);
      const canaries = await readCanaries(values.canaries);
      const signal = stopSignal();
      await requireSameSource(read, { source, signal });
      const pgDump = env().PG_DUMP;
      const proof = await proveSnapshot(read, {
        source: { url: source },
        target: { url: target },
        jobs,
        canaries,
        signal,
        ...(pgDump ? { pgDump } : {}),
        ...(values['target-schema'] === undefined ? {} : { targetSchema: values['target-schema'] }),
      });
      if (values.report) await writeJsonFile(values.report, certificate.parse(proof));
      return tell(proof);
    }),
};

function tell(proof: Certificate): number {
  for (const failure of proof.failures) complain(failure);
  if (!proof.passed) {
    complain(`The proof failed in ${proof.failures.length} places.`);
    return exitCodes.proofFailed;
  }
  const columns = proof.tables.reduce((sum, table) => sum + table.columns.length, 0);
  print(`${proof.tables.length} tables and ${columns} classified columns hold. Certificate ${proof.result}.`);
  return exitCodes.done;
}
