import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { deriveRolePassword } from '../../credentials/derive-role-password';
import { db } from '../../db/client';
import { env } from '../../env';
import { sourceUrl } from '../../products/source-url';
import { type BuildOrder, type EngineConnections, type SeedSet, tenantRole } from '../../provisioning';
import { requireSignedPlan } from '../../scrub-plans/sign-off/require-signed-plan';
import { clusterConnections } from '../cluster/cluster-connections';
import type { CopyOrigin } from '../copies/copy';
import { type BuildBasis, readBasis } from './basis';

/**
 * Sessions that one sandbox may hold: its gateway pools in a few web servers and a developer's tools beside them, and
 * no more, since all sandboxes share the cluster's limit.
 */
export const connectionLimit = 20;

/** A copy that is to be built: its id on the cluster, for which sandbox, out of what, under which request's signatures. */
export type CopyToBuild = { id: string; sandboxId: string; requestId: string | null; origin: CopyOrigin };

/**
 * What the engine needs to build this copy of a sandbox under this attempt: everything is read from rows that were
 * approved, so two attempts of one build get the same plan. `basis` says by what is registered it was made; asked again at
 * the hand-over. Throws `not_signed` and `source_moved`.
 */
export async function loadPlan(
  copy: CopyToBuild,
  attempt: number,
): Promise<{ plan: BuildOrder; basis: BuildBasis }> {
  const { origin, sandbox } = await db().sandboxCopy.findUniqueOrThrow({
    where: { id: copy.id },
    select: {
      origin: true,
      sandbox: { select: { configuration: true, seedSetId: true, activeCopy: { select: { role: true } } } },
    },
  });
  const name = sandbox.activeCopy?.role;
  const { source, product, basis } = await readBasis(db(), copy.sandboxId);
  const plan: BuildOrder = {
    copyId: copy.id,
    attempt,
    shape: shapeOf[origin],
    source,
    product,
    configuration: sandbox.configuration,
    seedSet: sandbox.seedSetId ? await loadSeedSet(sandbox.seedSetId) : null,
    ...(origin === 'production' ? await loadSignedPlan(copy) : {}),
    role: {
      ...(name && { name }),
      password: deriveRolePassword(name ?? tenantRole(copy.id, attempt)),
      connectionLimit,
    },
  };
  return { plan, basis };
}

/** What the engine calls a copy by where its rows come from. */
const shapeOf = {
  blank: 'blank',
  seed_set: 'seeded',
  production: 'snapshot',
  baseline: 'baseline',
  sandbox: 'clone',
} as const satisfies Record<CopyOrigin, BuildOrder['shape']>;

/** The plan as it was signed, with the hash that the copy has to come to. Throws `not_signed`, saying why none counts. */
async function loadSignedPlan({ requestId }: CopyToBuild) {
  if (requestId === null) throw new Error('What comes from production stands under a request.');
  const { plan, manifestHash } = await requireSignedPlan(db(), requestId);
  return { scrubPlan: plan, manifestHash };
}

/** The rows are opened table by table, so that one table's worth is in memory at a time. */
async function loadSeedSet(id: string): Promise<SeedSet> {
  const set = await db().seedSet.findUniqueOrThrow({
    where: { id },
    select: {
      name: true,
      version: true,
      sha256: true,
      tables: {
        orderBy: { position: 'asc' },
        select: { position: true, table: true, columns: true, rows: true },
      },
    },
  });
  return {
    ...set,
    tables: set.tables.map(({ position, ...table }) => ({
      ...table,
      read: () => Readable.from(readTable(id, position)),
    })),
  };
}

async function* readTable(seedSetId: string, position: number): AsyncGenerator<Buffer> {
  const { csv } = await db().seedSetTable.findUniqueOrThrow({
    where: { seedSetId_position: { seedSetId, position } },
    select: { csv: true },
  });
  yield gunzipSync(csv);
}

/** Where the engine connects. Throws `unavailable` naming the missing setting; never prints a URL. */
export async function loadConnections(sandboxId: string): Promise<EngineConnections> {
  const { product, tenant } = await db().sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { product: { select: { slug: true, definition: true } }, tenant: { select: { database: true } } },
  });
  return {
    sourceUrl: sourceUrl(product, tenant),
    ...clusterConnections(),
    ...(env().PG_DUMP ? { pgDump: env().PG_DUMP } : {}),
  };
}

/** What a copy may cost production, as the operator set it. */
export function snapshotLimits(): { heldMs: number; bytesPerSecond?: number } {
  const { SNAPSHOT_MAX_MINUTES: minutes, SNAPSHOT_MAX_MB_PER_S: megabytes } = env();
  return { heldMs: minutes * 60_000, ...(megabytes && { bytesPerSecond: megabytes * 1_000_000 }) };
}
