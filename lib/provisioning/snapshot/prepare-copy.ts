import type { Client } from 'pg';
import { describeScope } from '../../plan-format/describe-scope';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { describeChanges } from '../../plan-format/structure/describe-changes';
import type { InstalledExtension } from '../catalogue/extensions/read-extensions';
import { type LateTables, readLateTables } from '../catalogue/loading/read-late-tables';
import { listFunctionParameters } from '../catalogue/obstacles/read-function-settings';
import { readPartitionKeys } from '../catalogue/read-partition-keys';
import { readSourceName } from '../catalogue/read-source-name';
import { readStorage } from '../catalogue/read-storage';
import { readUsedCollations } from '../catalogue/read-used-collations';
import { readOffers } from '../catalogue/server/read-offers';
import { readServer } from '../catalogue/server/read-server';
import { findLocaleFaults } from '../cluster/locale-faults';
import { withConnection } from '../connect';
import { compilePlan } from '../masks/compile/compile-select';
import { tieGroups } from '../masks/compile/tie-groups';
import { findFaults } from '../plan-check/find-faults';
import { otherSource, PlanRefused } from '../plan-check/refusal';
import { ProvisioningError } from '../provisioning-error';
import { readDump } from '../structure/dump-rules';
import { dumpStructure } from '../structure/dump-structure';
import type { Statement } from '../structure/sql/split-statements';
import type { CopyOptions } from './copy-options';
import type { CopySessions } from './copy-sessions';
import { keptComments } from './plan/kept-comments';
import { type Manifest, readStructure, sealManifest } from './plan/manifest';
import { routeRows } from './rows/route-rows';
import type { TableWork } from './rows/row-tasks';
import type { HeldSnapshot } from './source/hold-snapshot';

/** What a copy knows of its source before the first row moves. */
export type PreparedCopy = {
  manifest: Manifest;
  work: TableWork[];
  bytes: Map<string, number>;
  extensions: InstalledExtension[];
  /** Tables that have to wait for the rows of all others. */
  late: LateTables;
  preData: string;
  /** The dump's second half, read once. */
  postData: Statement[];
  /** Statements, for when all objects are there. */
  comments: string;
  notes: string[];
};

/**
 * Reads all of that in the held snapshot. Refuses a plan that does not fit (`PlanRefused`) and a source that is not the
 * one that was signed (`manifest_changed`); nothing has been written by then.
 */
export async function prepareCopy(
  plan: ScrubPlan,
  held: HeldSnapshot,
  options: CopyOptions,
  sessions: CopySessions,
): Promise<PreparedCopy> {
  options.onProgress?.({ kind: 'phase', phase: 'reading-structure' });
  if (options.sameSource) await assertSource(held.client, plan);
  const ties = tieGroups(held.catalogue, plan.links);
  const { offers, localeFaults, notes } = await readTarget(plan, held, options, sessions);
  const renamed = plan.schemas.find(
    (schema) => options.targetSchema !== undefined && schema !== options.targetSchema,
  );
  const { refusals, ownerless, uncounted, around } = await findFaults(
    { plan, catalogue: held.catalogue, ties },
    held.client,
    { offers, ...(renamed === undefined ? {} : { renamed }) },
  );
  if (refusals.length + uncounted.length > 0) throw new PlanRefused([...refusals, ...uncounted]);
  if (localeFaults.length > 0) throw new ProvisioningError('locale_unsupported', localeFaults.join(' '));
  const selects = compilePlan(plan, held.catalogue, ties);
  const manifest = await sealManifest(held.client, plan);
  if (options.manifestHash !== undefined && options.manifestHash !== manifest.hash)
    throw new ProvisioningError('manifest_changed', await whyNotSigned(held.client, plan));
  const storage = await readStorage(held.client, plan.schemas);
  const routes = routeRows(held.catalogue, plan, await readPartitionKeys(held.client, plan.schemas));
  const dump = (section: 'pre-data' | 'post-data') =>
    dumpStructure({
      url: options.source.url,
      schemas: plan.schemas,
      section,
      casts: around.casts,
      snapshot: held.id,
      signal: sessions.signal,
      ...(options.pgDump ? { pgDump: options.pgDump } : {}),
    });
  // One after the other: with the holder's session and the watcher's, the source sees no more than it was promised.
  const preData = await dump('pre-data');
  const postData = readDump(await dump('post-data'));
  const work = held.catalogue.tables.flatMap((table) => {
    const select = selects.get(table.key);
    const found = storage.find((row) => row.table === table.oid);
    return select && found ? [{ table, into: routes.get(table.key) ?? table, select, storage: found }] : [];
  });
  const comments = await keptComments(held.client, plan);
  return {
    manifest,
    work,
    bytes: new Map(work.map((each) => [each.table.key, each.storage.bytes])),
    extensions: around.extensions,
    late: await readLateTables(held.client, plan.schemas),
    preData,
    postData,
    comments: comments.script,
    notes: [
      ...Object.keys(plan.tenant ? plan.tables : {}).map(
        (table) => `${table}: ${describeScope(table, plan)}.`,
      ),
      ...ownerless.map(({ message }) => message),
      ...(plan.tenant
        ? ['Sequences stand just past the rows that were copied, and not where the source’s stand.']
        : []),
      ...(comments.kept + comments.leftBehind > 0
        ? [`${comments.leftBehind} comments of the structure were left behind and ${comments.kept} kept.`]
        : []),
      ...around.notes,
      ...notes,
    ],
  };
}

/** Of two databases with one structure, the one that was looked at, sampled and signed. */
async function assertSource(client: Client, plan: ScrubPlan): Promise<void> {
  const other = otherSource(plan, await readSourceName(client));
  if (other) throw new PlanRefused([other]);
}

/** What the target says of the source: what it offers, rules for text that it lacks, and sentences for a person. */
async function readTarget(
  plan: ScrubPlan,
  held: HeldSnapshot,
  { target }: CopyOptions,
  { signal, applicationName }: CopySessions,
) {
  const here = await readServer(held.client);
  const collations = await readUsedCollations(held.client, plan.schemas);
  const parameters = await listFunctionParameters(held.client, plan.schemas);
  return withConnection(target.url, { side: 'target', applicationName, signal }, async (client) => ({
    offers: await readOffers(client, { parameters }),
    localeFaults: await findLocaleFaults(client, here, collations),
    notes: versionNote(here.collationVersion, (await readServer(client)).collationVersion),
  }));
}

/** Two machines may order the same text by different versions of the same rules. */
function versionNote(there: string | null, here: string | null): string[] {
  if (there === null || here === null || there === here) return [];
  return [
    `The database’s collation has version ${there} in the source and ${here} in the copy, which may order some texts otherwise.`,
  ];
}

/** What is not as it was signed: the source's structure, by object, or the plan itself. */
async function whyNotSigned(client: Client, plan: ScrubPlan): Promise<string> {
  const { fingerprint, objects } = await readStructure(client, plan.schemas);
  return fingerprint === plan.source.fingerprint
    ? 'The plan is not what was signed.'
    : `What was signed is not what would leave. ${describeChanges(plan, objects)}`;
}
