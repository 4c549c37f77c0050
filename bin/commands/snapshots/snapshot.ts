import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Certificate } from '@/lib/certificate-format/certificate';
import { env } from '@/lib/env';
import type { ScrubPlan } from '@/lib/plan-format/scrub-plan';
import {
  buildDatabase,
  copySnapshot,
  prepareContent,
  proveSnapshot,
  type SnapshotLimits,
  type SnapshotReport,
} from '@/lib/provisioning';
import { type CliCommand, print, readJobs, UsageError } from '../command-line';
import { readCanaries } from './canaries-file';
import { complain, exitCodes, explainFailures, stopSignal, warn } from './engine-failure';
import { assertReport, readPlanFile, writeJsonFile } from './plan-file';
import { progressLine } from './progress-line';

/** A target whose proof failed is dropped like any other failure; the certificate says why. */
class ProofFailed extends Error {
  constructor(readonly certificate: Certificate) {
    super('the proof failed');
  }
}

type Request = {
  source: string;
  target: string;
  jobs: number;
  schemas: string[] | undefined;
  targetSchema: string | undefined;
  report: string | undefined;
  canaries: readonly string[];
  limits: Partial<SnapshotLimits>;
};

/** Copies a source through its plan into a database that it creates, and proves the copy before it appears. */
export const snapshot: CliCommand = {
  name: 'snapshot',
  summary: 'make a masked, proven copy of a source as a new database',
  usage: `--source URL [--schema NAME]… --target URL --plan plan.json [--jobs N] [--report report.json]

  --source          the PostgreSQL URL that the plan is for; reading rights suffice
  --schema          to be safe: the schemas that the plan must speak of, no more and no fewer
  --target          URL of the database to create; it must not exist
  --plan            the plan file
  --jobs            workers, 2 when left out
  --target-schema   another name for the schema in the copy
  --report          where to write what was done and the certificate, as JSON
  --canaries        a file with one text per line that must be nowhere in the copy
  --max-minutes     how long production's snapshot may be held, 60 when left out
  --max-mb-per-s    how much may be read per second, as much as goes when left out

The database appears under its name once it is proven; a run that fails or is stopped leaves nothing.
Ends with 0, 3 when the plan is refused, 4 when the proof fails, 5 when source or target fails.`,
  run: (args) =>
    explainFailures(async () => {
      const { values } = parseArgs({
        args: [...args],
        options: {
          source: { type: 'string' },
          schema: { type: 'string', multiple: true },
          target: { type: 'string' },
          plan: { type: 'string' },
          jobs: { type: 'string', default: '2' },
          'target-schema': { type: 'string' },
          report: { type: 'string' },
          canaries: { type: 'string' },
          'max-minutes': { type: 'string' },
          'max-mb-per-s': { type: 'string' },
        },
      });
      const { source, target, plan: planPath, report } = values;
      if (!source || !target || !planPath) throw new UsageError('--source, --target and --plan are needed.');
      const jobs = readJobs(values.jobs);
      const plan = await readPlanFile(planPath);
      const request = {
        source,
        target,
        jobs,
        report,
        schemas: values.schema,
        targetSchema: values['target-schema'],
        canaries: await readCanaries(values.canaries),
        limits: limitsOf(values['max-minutes'], values['max-mb-per-s']),
      };
      if (report) await assertReport(report, planPath);
      return make(plan, request);
    }),
};

function limitsOf(minutes: string | undefined, megabytes: string | undefined): Partial<SnapshotLimits> {
  const positive = (text: string, option: string) => {
    const number = Number(text);
    if (!Number.isFinite(number) || number <= 0) throw new UsageError(`--${option} is a number above 0.`);
    return number;
  };
  return {
    ...(minutes === undefined ? {} : { heldMs: positive(minutes, 'max-minutes') * 60_000 }),
    ...(megabytes === undefined ? {} : { bytesPerSecond: positive(megabytes, 'max-mb-per-s') * 1_000_000 }),
  };
}

async function make(plan: ScrubPlan, request: Request): Promise<number> {
  assertSchemas(plan, request);
  const signal = stopSignal();
  const { source, target } = request;
  const content = await prepareContent(plan, { source, target, signal, onWarning: warn });
  const line = progressLine();
  try {
    const done = await buildDatabase(target, content, (url) =>
      copyAndProve(plan, url, request, signal, line.show),
    );
    if (request.report) await writeJsonFile(request.report, done);
    print(
      `${done.report.rows} rows of ${done.report.tables.length} tables, proven. Certificate ${done.certificate.result}.`,
    );
    return exitCodes.done;
  } catch (thrown) {
    if (!(thrown instanceof ProofFailed)) throw thrown;
    for (const failure of thrown.certificate.failures) complain(failure);
    complain('The proof failed; the copy was dropped.');
    if (request.report) await writeJsonFile(request.report, { certificate: thrown.certificate });
    return exitCodes.proofFailed;
  } finally {
    line.end();
  }
}

async function copyAndProve(
  plan: ScrubPlan,
  url: string,
  { source, jobs, targetSchema, canaries, limits }: Request,
  signal: AbortSignal,
  onProgress: ReturnType<typeof progressLine>['show'],
): Promise<{ report: SnapshotReport; certificate: Certificate }> {
  const proofs: Certificate[] = [];
  const name = targetSchema === undefined ? {} : { targetSchema };
  const pgDump = env().PG_DUMP;
  const report = await copySnapshot(plan, {
    source: { url: source },
    target: { url },
    jobs,
    key: randomBytes(32),
    signal,
    limits,
    onProgress,
    ...name,
    ...(pgDump ? { pgDump } : {}),
    beforeRelease: async ({ snapshotId, snapshotAt, printed, signal }) => {
      const sides = { source: { url: source }, target: { url } };
      const held = { snapshotId, snapshotAt, printed, jobs, canaries, signal };
      const proof = await proveSnapshot(plan, { ...sides, ...name, ...held });
      if (!proof.passed) throw new ProofFailed(proof);
      proofs.push(proof);
    },
  });
  const [certificate] = proofs;
  if (!certificate) throw new Error('a copy ended without its proof');
  return { report, certificate };
}

function assertSchemas(plan: ScrubPlan, { schemas, targetSchema }: Request): void {
  const wanted = new Set(schemas ?? plan.schemas);
  const differs = plan.schemas.length !== wanted.size || plan.schemas.some((schema) => !wanted.has(schema));
  if (differs) throw new UsageError(`The plan speaks of ${plan.schemas.join(', ')} and --schema of others.`);
  if (targetSchema !== undefined && plan.schemas.length !== 1)
    throw new UsageError('--target-schema is for plans of one schema.');
}
