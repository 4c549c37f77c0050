import type { Client } from 'pg';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { liftForce, restoreForce } from '../copy/forced-row-security';
import { renameSchema } from '../structure/rename-schema';
import { setChecksAside } from './build/set-checks-aside';
import type { CopyOptions, SnapshotInHand, SnapshotReport } from './copy-options';
import type { CopySessions } from './copy-sessions';
import { loadAndBuild } from './lanes/load-and-build';
import { openLanes } from './lanes/open-lanes';
import type { PreparedCopy } from './prepare-copy';
import { createProgressMeter } from './progress';
import type { WatchedSnapshot } from './source/start-watch';
import {
  assertEmpty,
  listUnvalidated,
  openTarget,
  writeComments,
  writeStructure,
} from './target/prepare-target';

export type FilledTarget = Omit<SnapshotReport, 'manifest' | 'heldMs' | 'totalMs'>;

/**
 * How a target is filled, in order: its structure, its rows with all that is built on them, its names, and whatever the
 * caller does before the source is let go. Sessions are left for `CopySessions` to end. Failures are ProvisioningErrors; the
 * target is then half made.
 */
export async function fillTarget(
  plan: ScrubPlan,
  held: WatchedSnapshot,
  prepared: PreparedCopy,
  options: CopyOptions,
  sessions: CopySessions,
): Promise<FilledTarget> {
  const { schemas } = plan;
  const meter = createProgressMeter(
    prepared.work.map(({ table, storage }) => ({ ...table, bytes: storage.bytes })),
    (progress) => options.onProgress?.(progress),
  );
  const target = sessions.keep(await openTarget(options.target.url, sessions));
  await assertEmpty(target, schemas);

  meter.phase('writing-structure');
  const { preData, postData } = prepared;
  const printed = await writeStructure(target, prepared.extensions, { preData, postData, schemas });
  const forced = await liftForce(target, schemas);
  const aside = await setChecksAside(target, schemas);

  const lanes = await openLanes(held, target, options, sessions);
  const loaded = await loadAndBuild({ plan, held, prepared, lanes, aside, meter }, options.jobs, sessions);

  meter.phase('finishing');
  if (prepared.comments) await writeComments(target, prepared.comments);
  const unvalidated = await listUnvalidated(target, schemas);
  await nameSchema(target, schemas, options.targetSchema);

  if (options.beforeRelease) {
    meter.phase('proof');
    await showInHand(options.beforeRelease, held, { tables: loaded.tables, printed }, sessions);
  }
  await restoreForce(target, forced, options.targetSchema);
  return { ...loaded, unvalidated, notes: prepared.notes };
}

async function nameSchema(target: Client, schemas: readonly string[], name: string | undefined) {
  const [schema, ...others] = schemas;
  if (name !== undefined && schema !== undefined && others.length === 0)
    await renameSchema(target, schema, name);
}

async function showInHand(
  look: NonNullable<CopyOptions['beforeRelease']>,
  held: WatchedSnapshot,
  made: Pick<SnapshotInHand, 'tables' | 'printed'>,
  { signal }: CopySessions,
): Promise<void> {
  await look({ snapshotId: held.id, snapshotAt: held.at, ...made, signal });
  // Whoever ignores the signal has used a snapshot that nobody held any more.
  signal.throwIfAborted();
}
