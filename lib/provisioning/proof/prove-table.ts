import type { Client } from 'pg';
import type { CatalogueTable } from '../catalogue/catalogue';
import { isSensitive } from '../scrub-plan/data-class';
import type { PlanColumn, PlanTable } from '../scrub-plan/scrub-plan';
import type { ColumnProof, Finding, TableProof } from './certificate';
import { type Comparison, compareColumns, type Sides } from './compare/compare-columns';
import { countForeign } from './compare/count-foreign';
import { type Expectation, isThorough, keptKey } from './compare/expectation';
import { fromClause, type HashedColumn, only } from './compare/hash-select';
import { HashSet } from './compare/hash-set';
import { type ColumnPromise, promiseOf } from './compare/promise';
import { judgeCompared, judgeUncompared } from './judge-column';
import { holdsText, type ScannedColumn, scanColumns } from './scan/scan-columns';

/** The proof of one table: rows counted, classified columns compared, and what stands in it looked at. */

export type TableToProve = {
  table: CatalogueTable;
  plan: PlanTable;
  /** What the schema is called in the target. */
  targetSchema: string;
  /** Which rows of the source were to be copied; null for all. */
  where: string | null;
  seed: bigint;
  /** Bytes that the sets of hashes may take at one time. */
  memory: number;
};

export type ProvenTable = { proof: TableProof; findings: Finding[]; scanned: number; sampled: string[] };

const isCompared = new Set<Expectation>(['absent', 'changed', 'reported']);
const isFormed = ({ expectation }: ColumnPromise) => expectation === 'made' || expectation === 'empty';

/** Proves one table on a pair of sessions that nobody else uses meanwhile. Rejects only when a server fails. */
export async function proveTable(sides: Sides, input: TableToProve): Promise<ProvenTable> {
  const { table, plan, targetSchema } = input;
  const decided = table.columns.flatMap((column) => {
    const entry = plan.columns[column.name];
    return entry ? [{ column, entry, ...promiseOf(column, entry) }] : [];
  });
  const compared = decided.filter(({ expectation }) => isCompared.has(expectation));
  const comparison = await compareInMemory(sides, input, compared);
  const byName = new Map(comparison.columns.map((count) => [count.column.column.name, count]));
  const place = { table, schema: targetSchema };
  const forms = await countForeign(sides.target, place, decided.filter(isFormed));
  const hasKey = keptKey(table, plan) !== null;
  const columns: ColumnProof[] = [];
  for (const { column, entry, expectation } of decided) {
    if (expectation === 'kept' && !isSensitive(entry.class)) continue;
    const count = byName.get(column.name);
    if (count) columns.push(await judgeCompared(sides.target, place, { count, entry, hasKey }));
    else columns.push(judgeUncompared(entry, { column: column.name, expectation }, forms.get(column.name)));
  }
  const texts = scannedColumns(input, columns);
  const target = {
    schema: targetSchema,
    table: table.name,
    key: table.key,
    only: only(table),
    rows: comparison.targetRows,
  };
  const findings = texts.length > 0 ? await scanColumns(sides.target, target, texts) : [];
  const { sourceRows, targetRows } = comparison;
  const passed = sourceRows === targetRows && columns.every((each) => each.passed);
  return {
    proof: { table: table.key, sourceRows, targetRows, passed, columns },
    findings,
    scanned: texts.length,
    sampled: texts.filter((each) => each.sampled).map(({ column }) => `${table.key}.${column.name}`),
  };
}

/** As many columns at a time as fit; one that does not fit by itself is compared in parts. */
async function compareInMemory(
  sides: Sides,
  input: TableToProve,
  columns: HashedColumn[],
): Promise<Comparison> {
  const { table, plan, targetSchema, seed, where } = input;
  if (columns.length === 0) {
    const [sourceRows, targetRows] = await Promise.all([
      countRows(sides.source, table, table.schema, where),
      countRows(sides.target, table, targetSchema, null),
    ]);
    return { sourceRows, targetRows, columns: [] };
  }
  // The target's rows are counted as they are compared; the source's have to be known for the sets.
  const sourceRows = await countRows(sides.source, table, table.schema, where);
  const needed = HashSet.bytesFor(sourceRows);
  const together = Math.max(1, Math.floor(input.memory / needed));
  const parts = Math.max(1, Math.ceil(needed / input.memory));
  const capacity = parts === 1 ? sourceRows : Math.ceil((1.2 * sourceRows) / parts) + 1_000;
  const sets = Array.from({ length: Math.min(together, columns.length) }, () => new HashSet(capacity));
  const compared: Comparison = { sourceRows, targetRows: 0, columns: [] };
  for (let at = 0; at < columns.length; at += together) {
    const shared = { table, columns: columns.slice(at, at + together), key: keptKey(table, plan), seed };
    const found = await compareColumns(
      sides,
      {
        source: { ...shared, side: 'source', schema: table.schema, where, parts },
        target: { ...shared, side: 'target', schema: targetSchema, where: null, parts },
      },
      sets,
    );
    compared.targetRows = found.targetRows;
    compared.columns.push(...found.columns);
  }
  return compared;
}

async function countRows(
  client: Client,
  table: CatalogueTable,
  schema: string,
  where: string | null,
): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::float8 AS n ${fromClause({ table, schema, where })}`,
  );
  return rows[0]?.n ?? 0;
}

/** Text that was proven to be new is sampled; everything else is read whole. */
function scannedColumns({ table, plan }: TableToProve, proofs: readonly ColumnProof[]): ScannedColumn[] {
  return table.columns
    .filter((column) => holdsText(column.type))
    .map((column) => {
      const entry = plan.columns[column.name];
      const proof = proofs.find((each) => each.column === column.name);
      const isNew = entry && (proof?.expectation === 'made' || isThorough(entry));
      return { column, sampled: Boolean(isNew && proof?.passed), exempt: exemptions(entry) };
    });
}

function exemptions(entry: PlanColumn | undefined): ReadonlySet<Finding['looksLike']> {
  if (entry?.mask?.name === 'iban') return new Set(['iban']);
  if (entry?.mask?.name !== 'keep' || !entry.reason) return new Set();
  const kept: Partial<Record<string, Finding['looksLike'][]>> = {
    'direct.mail': ['mail'],
    'direct.username': ['mail'],
    'direct.card_number': ['card'],
    'direct.account_number': ['iban', 'card'],
    'direct.free_text': ['mail', 'card', 'iban'],
  };
  return new Set(kept[entry.class] ?? []);
}
