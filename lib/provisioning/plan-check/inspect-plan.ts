import { type Client, DatabaseError } from 'pg';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import type { ObjectList } from '../../plan-format/structure/compare-objects';
import { describeChanges } from '../../plan-format/structure/describe-changes';
import { type Catalogue, readCatalogue } from '../catalogue/catalogue';
import { readSourceName } from '../catalogue/read-source-name';
import { withConnection } from '../connect';
import { readStructure } from '../snapshot/plan/manifest';
import { checkPlan } from './check-plan';
import { plannedTables } from './drift';
import type { Refusal } from './refusal';
import { sampleMasked } from './sample/sample-masked';
import { assertNoneLocked } from './source-obstacles';

export type InspectedPlan = {
  /** Why the plan cannot be carried out on its source; empty when it can. */
  refusals: Refusal[];
  /** What a person should know and need not change. */
  warnings: Refusal[];
  /** By `schema.table.column`: a few masked values beside the shapes of their originals; of what is kept, shapes alone. */
  samples: Record<string, { shape: string; masked: string | null; isKept: boolean }[]>;
};

/** Enough for a reader to see what a mask does, few enough to read for every column of a large source. */
const sampleRows = 3;

/**
 * Holds a plan against its source: what stands in the way, and for tables where nothing does, masked samples. Rejects
 * with a ProvisioningError when the source does not answer; changes nothing and may be repeated. No raw value, kept
 * or not, is in what this returns.
 */
export async function inspectPlan(source: {
  url: string;
  plan: ScrubPlan;
  signal?: AbortSignal;
}): Promise<InspectedPlan> {
  const { url, plan, signal } = source;
  const options = {
    side: 'source',
    applicationName: 'sandgate/inspect',
    ...(signal ? { signal } : {}),
  } as const;
  return withConnection(url, options, async (client) => {
    await assertNoneLocked(client, plan.schemas);
    const catalogue = await readCatalogue(client, plan.schemas);
    const server = await readSourceName(client);
    const { refusals, warnings } = await checkPlan(plan, catalogue, { client, server });
    const samples = await sampleAll(client, plan, catalogue, refusals);
    const { fingerprint, objects } = await readStructure(client, plan.schemas);
    if (fingerprint === plan.source.fingerprint) return { refusals, warnings, samples };
    return { refusals: [structureChanged(plan, objects), ...refusals], warnings, samples };
  });
}

/** A plan speaks of the structure that it was made for: keys, defaults, views and comments as well as columns. */
function structureChanged(plan: ScrubPlan, objects: Record<string, ObjectList>): Refusal {
  const message = `${describeChanges(plan, objects)} Read the source again: what people decided is kept.`;
  return { code: 'structure_changed', table: plan.schemas.join(', '), message };
}

async function sampleAll(client: Client, plan: ScrubPlan, catalogue: Catalogue, refusals: Refusal[]) {
  const samples: InspectedPlan['samples'] = {};
  // The way to a table's rows may lead through another one's filter.
  if (refusals.some(({ code }) => code === 'row_filter_broken')) return samples;
  const refused = new Set(refusals.map(({ table }) => table));
  for (const table of plannedTables(catalogue)) {
    if (refused.has(table.key) || !plan.tables[table.key]) continue;
    const sampled = await sampleMasked(client, table, plan, catalogue, sampleRows).catch(noneInTime);
    for (const { column, shape, masked, isKept } of sampled.flat()) {
      const address = `${table.key}.${column}`;
      samples[address] = [...(samples[address] ?? []), { shape: shape ?? 'NULL', masked, isKept }];
    }
  }
  return samples;
}

/** A tenant's few rows in a large table without an index take longer than a look is worth; it then has no samples. */
function noneInTime(thrown: unknown): never[] {
  if (thrown instanceof DatabaseError && thrown.code === '57014') return [];
  throw thrown;
}
