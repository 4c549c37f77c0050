import type { Certificate } from '../../certificate-format/certificate';
import { columnWords, namedColumns } from '../../certificate-format/named-columns';
import { createSecret } from '../../ids';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import type { Build } from '../build';
import { applicationName } from '../names';
import { PlanRefused, type Refusal } from '../plan-check/refusal';
import { proveSnapshot } from '../proof/prove-snapshot';
import { ProvisioningError } from '../provisioning-error';
import type { TableOverview } from '../report';
import { copySnapshot } from '../snapshot/copy-snapshot';
import type { SnapshotProgress } from '../snapshot/progress';
import { isMarked, type Progress, type Step } from '../step';

/**
 * Copies the tenant through its masks and has the copy proven against the same snapshot, by code that shares nothing
 * with the masks, before anybody else can connect to it. The pseudonym key exists in this process while it copies, and
 * nowhere afterwards; a repeated copy has another.
 */
export const snapshot: Step = {
  name: 'snapshot',
  title: 'Masked copy and its proof',
  isDone: (build) => isMarked(build, 'snapshot'),
  async run(build, progress) {
    const { scrubPlan, manifestHash } = build.order;
    if (!scrubPlan || !manifestHash)
      throw new ProvisioningError('plan_invalid', 'A snapshot needs a scrub plan that was signed.');
    await build.letSourceGo();
    let overview: TableOverview | undefined;
    const remember: Progress = (event) => {
      overview = event.overview ?? overview;
      progress({ ...event, ...(overview && { overview }) });
    };
    const { rows, bytes } = await copy(build, { scrubPlan, manifestHash }, remember).catch(nameRefusal);
    await build.markDone('snapshot', { rows });
    // Progress is told at a bounded rate, which may swallow the last word on the tables.
    return { rows, bytes, ...(overview && { overview }) };
  },
};

/** Workers of one copy: two use both cores of a small machine and leave production with three sessions. */
const jobs = 2;

async function copy(
  build: Build,
  signed: { scrubPlan: ScrubPlan; manifestHash: string },
  progress: Progress,
) {
  const { scrubPlan: plan, manifestHash } = signed;
  const { connections, signal } = build.options;
  const source = { url: build.sourceUrl() };
  const target = { url: await build.builder.address() };
  const { copyId, attempt } = build.order;
  const shared = {
    source,
    target,
    targetSchema: build.schema,
    jobs,
    signal,
    applicationName: applicationName(copyId, attempt),
  };
  return copySnapshot(plan, {
    ...shared,
    manifestHash,
    sameSource: true,
    ...(build.options.limits && { limits: build.options.limits }),
    key: Buffer.from(createSecret(), 'base64url'),
    onProgress: (event) => tell(event, progress),
    ...(connections.pgDump ? { pgDump: connections.pgDump } : {}),
    beforeRelease: async ({ snapshotId, snapshotAt, printed, signal }) => {
      const { canaries = [] } = build.order.product;
      const held = { snapshotId, snapshotAt, printed, signal };
      const certificate = await proveSnapshot(plan, { ...shared, canaries, ...held });
      await build.options.onCertificate?.(certificate);
      assertPassed(certificate, plan);
    },
  });
}

/** What it says is shown to customers and sent in notices, so it names columns and no more; the certificate has each place. */
function assertPassed(certificate: Certificate, plan: ScrubPlan): void {
  if (certificate.passed) return;
  const columns = namedColumns(certificate, plan);
  const [first = ''] = certificate.failures;
  const count = columns.length === 1 ? '1 column' : `${columns.length} columns`;
  throw new ProvisioningError(
    'proof_failed',
    columns.length > 0
      ? `The proof found fault with ${count}: ${columnWords(columns)}.`
      : `The proof found ${certificate.failures.length} faults. ${first}`,
  );
}

const phases = {
  'reading-structure': 'Reading the structure',
  'writing-structure': 'Writing the structure',
  rows: 'Copying rows',
  indexes: 'Building indexes and checking constraints',
  finishing: 'Gathering statistics',
  proof: 'Proving the copy against its source',
} as const;

function tell(event: SnapshotProgress, progress: Progress): void {
  if (event.kind === 'phase') {
    progress({ detail: `${phases[event.phase]}.` });
    return;
  }
  const left = event.secondsLeft === null ? '' : ` About ${Math.ceil(event.secondsLeft)} s left.`;
  progress({
    rows: event.totalRows,
    bytes: event.totalBytes,
    totalRows: Math.max(event.estimatedTotalRows, event.totalRows),
    detail: `${event.table.table}.${left}`,
    overview: event.overview,
  });
}

/** The refused places by name; the rest is counted, since a plan can be refused in hundreds. Customers read it. */
function nameRefusal(thrown: unknown): never {
  if (!(thrown instanceof PlanRefused)) throw thrown;
  const { refusals } = thrown;
  const shown = refusals.slice(0, 3).map(sentenceFor);
  const more = refusals.length > 3 ? ` And ${refusals.length - 3} more.` : '';
  throw new ProvisioningError('plan_refused', `${shown.join(' ')}${more}`, undefined, { cause: thrown });
}

/**
 * A refusal as a customer may read it. A source is called by its database, which often bears the name of a customer and is
 * shown to none; the command line keeps the words that name it.
 */
function sentenceFor({ code, message }: Refusal): string {
  return code === 'other_source' ? 'The plan was made for another database than this source’s.' : message;
}
