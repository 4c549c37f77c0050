import { createKey } from '@/lib/ids';
import type { Catalogue } from '../catalogue/catalogue';
import { planEntry } from '../masks/compile/plan-entry';
import { plannedTables } from '../scrub-plan/check/drift';
import type { ScrubPlan } from '../scrub-plan/scrub-plan';
import { rowCondition } from '../scrub-plan/tenant/row-condition';
import { runLanes, type Task } from '../snapshot/lanes/run-lanes';
import type { Finding } from './certificate';
import type { Sides } from './compare/compare-columns';
import {
  type ComparedTable,
  compareTable,
  concludeTable,
  type ProvenTable,
  type SearchedTable,
  searchTable,
} from './prove-table';
import { countCanaries, findCanaries } from './scan/scan-canaries';

/** Every table's lines of the certificate, and how many rows of the source hold a canary. */
export type ProvenTables = { tables: ProvenTable[]; canaryRows: number };

type TablesOptions = {
  targetSchema?: string;
  /** Bytes for comparing, over all pairs. */
  memory: number;
  /** As `canaryForms` writes them; none for tables that are not looked through for any. */
  canaries: readonly string[];
  signal: AbortSignal;
};

/**
 * Proves all tables, the heaviest first and the parts of each on any pair of sessions; the memory is shared out evenly.
 * Rejects when a server fails, or with the signal's reason.
 */
export async function proveTables(
  plan: ScrubPlan,
  catalogue: Catalogue,
  lanes: Sides[],
  options: TablesOptions,
): Promise<ProvenTables> {
  const seed = createSeed();
  const memory = options.memory / lanes.length;
  const compared = new Map<string, ComparedTable>();
  const searched = new Map<string, SearchedTable>();
  const canaries = new Map<string, CanaryRows>();
  const filled = plannedTables(catalogue).filter((table) => table.kind !== 'f');
  const tasks = filled.flatMap((table) => {
    const entry = planEntry(table, plan, catalogue) ?? { columns: {} };
    const targetSchema = options.targetSchema ?? table.schema;
    const where = rowCondition(table, plan, catalogue, 'src');
    const input = { table, plan: entry, targetSchema, where, seed, memory };
    const task = (name: string, run: Task<Sides>['run']): Task<Sides> => ({
      name: `${name} ${table.key}`,
      weight: table.bytes,
      after: [],
      exclusive: [],
      shared: [],
      stage: 0,
      run,
    });
    const forCanaries = task('canaries', async (sides) => {
      const places = {
        source: { table, schema: table.schema, where },
        target: { table, schema: targetSchema, where: null },
      };
      canaries.set(table.key, await lookOnBothSides(sides, places, options.canaries));
    });
    return [
      task('compare', async (sides) => {
        compared.set(table.key, await compareTable(sides, input));
      }),
      task('search', async ({ target }) => {
        searched.set(table.key, await searchTable(target, input));
      }),
      ...(options.canaries.length > 0 ? [forCanaries] : []),
    ];
  });
  await runLanes(lanes, tasks, options.signal);
  const tables = filled.flatMap((table) => {
    const [comparison, search] = [compared.get(table.key), searched.get(table.key)];
    if (!comparison || !search) return [];
    const findings = [...search.findings, ...(canaries.get(table.key)?.inTarget ?? [])];
    return [concludeTable(table, comparison, { ...search, findings })];
  });
  return { tables, canaryRows: [...canaries.values()].reduce((sum, { inSource }) => sum + inSource, 0) };
}

type CanaryRows = { inSource: number; inTarget: Finding[] };
type CanaryPlace = Parameters<typeof countCanaries>[1];

async function lookOnBothSides(
  { source, target }: Sides,
  places: { source: CanaryPlace; target: CanaryPlace },
  forms: readonly string[],
): Promise<CanaryRows> {
  const [inSource, inTarget] = await Promise.all([
    countCanaries(source, places.source, forms),
    findCanaries(target, places.target, forms),
  ]);
  return { inSource, inTarget };
}

/** For hashes that mean nothing outside of this proof. */
export const createSeed = () => BigInt.asIntN(64, createKey().readBigUInt64BE()) >> 1n;
