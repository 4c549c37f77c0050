import { createKey } from '@/lib/ids';
import type { ColumnProof, Finding } from '../../certificate-format/certificate';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import type { Catalogue } from '../catalogue/catalogue';
import { planEntry } from '../masks/compile/plan-entry';
import { plannedTables } from '../plan-check/drift';
import { freeTask, runLanes, type Task } from '../snapshot/lanes/run-lanes';
import { rowCondition } from '../tenant/row-condition';
import type { Sides } from './compare/compare-columns';
import {
  type ComparedTable,
  compareTable,
  concludeTable,
  judgeForms,
  type ProvenTable,
  scanOf,
} from './prove-table';
import { countCanaries, findCanaries } from './scan/scan-canaries';
import type { TableScan } from './scan/table-scan';

/** What is known of all tables before their texts are looked through. */
export type JudgedTables = {
  /** By the table's key. Whoever reads a table's texts hands them on and finishes its scan. */
  scans: ReadonlyMap<string, TableScan>;
  /** Every table's lines of the certificate, once all scans are finished. */
  conclude: () => ProvenTable[];
  /** Rows of the source that hold a canary. */
  canaryRows: number;
};

type TablesOptions = {
  targetSchema?: string;
  /** Bytes for comparing, over all pairs. */
  memory: number;
  /** As `canaryForms` writes them; none for tables that are not looked through for any. */
  canaries: readonly string[];
  signal: AbortSignal;
};

/**
 * Judges the columns of all tables, the heaviest first and the parts of each on any pair of sessions; the memory is shared
 * out evenly. Rejects when a server fails, or with the signal's reason.
 */
export async function judgeTables(
  plan: ScrubPlan,
  catalogue: Catalogue,
  lanes: Sides[],
  options: TablesOptions,
): Promise<JudgedTables> {
  const seed = createSeed();
  const memory = options.memory / lanes.length;
  const compared = new Map<string, ComparedTable>();
  const others = new Map<string, ColumnProof[]>();
  const canaries = new Map<string, CanaryRows>();
  const filled = plannedTables(catalogue).filter((table) => table.kind !== 'f');
  const inputs = filled.map((table) => ({
    table,
    plan: planEntry(table, plan, catalogue) ?? { columns: {} },
    targetSchema: options.targetSchema ?? table.schema,
    where: rowCondition(table, plan, catalogue, 'src'),
    seed,
    memory,
  }));
  const tasks = inputs.flatMap((input) => {
    const { table, targetSchema, where } = input;
    const task = (name: string, run: Task<Sides>['run']) =>
      freeTask(`${name} ${table.key}`, table.bytes, run);
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
      task('forms', async ({ target }) => {
        others.set(table.key, await judgeForms(target, input));
      }),
      ...(options.canaries.length > 0 ? [forCanaries] : []),
    ];
  });
  await runLanes(lanes, tasks, options.signal);
  const judged = inputs.flatMap((input) => {
    const [comparison, rest] = [compared.get(input.table.key), others.get(input.table.key)];
    if (!comparison || !rest) return [];
    const known = { input, compared: comparison, others: rest };
    return [{ known, scan: scanOf(known), planted: canaries.get(input.table.key)?.inTarget ?? [] }];
  });
  const scans = new Map(judged.map(({ known, scan }) => [known.input.table.key, scan]));
  const conclude = () => judged.map(({ known, scan, planted }) => concludeTable(known, scan, planted));
  const canaryRows = [...canaries.values()].reduce((sum, { inSource }) => sum + inSource, 0);
  return { scans, conclude, canaryRows };
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
