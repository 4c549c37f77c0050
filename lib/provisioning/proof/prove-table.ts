import type { Client } from 'pg';
import type { ColumnProof, Expectation, Finding, TableProof } from '../../certificate-format/certificate';
import { isSensitive } from '../../plan-format/data-class';
import { ownEntry } from '../../plan-format/own-entry';
import type { PlanTable } from '../../plan-format/scrub-plan';
import type { CatalogueTable } from '../catalogue/catalogue';
import { type ColumnCount, type Comparison, compareColumns, type Sides } from './compare/compare-columns';
import { countForeign } from './compare/count-foreign';
import { countKeys } from './compare/count-keys';
import { fromClause, type HashedColumn, only, type RowKey } from './compare/hash-select';
import { HashSet, SetIsFull } from './compare/hash-set';
import { compareToldApart, keptKey, keptTogether } from './compare/told-apart';
import { judgeCompared, judgeUncompared } from './judge-column';
import { isThorough } from './promises/expectation';
import { type ColumnPromise, promiseOf } from './promises/promise';
import type { ScannedColumn } from './scan/column-scan';
import { exemptions } from './scan/exemptions';
import { holdsText, TableScan } from './scan/table-scan';

/**
 * The proof of one table, in parts that two pairs of sessions may work on at a time: its masked columns are compared
 * across both databases, values of a known form are counted in the target, and its texts are looked through. A table that
 * outweighs all others would keep one pair waiting for the other if it were proven as one.
 */

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

/** Rows counted on both sides, and the verdict on each column that is compared. */
export type ComparedTable = { sourceRows: number; targetRows: number; columns: ColumnProof[] };

/** The table's line of the certificate, and what looks like a person's data. */
export type ProvenTable = { proof: TableProof; findings: Finding[]; scanned: number; sampled: string[] };

const isCompared = new Set<Expectation>(['absent', 'changed', 'reported']);
const isFormed = ({ expectation }: ColumnPromise) => expectation === 'made' || expectation === 'empty';

function decidedColumns({ table, plan }: TableToProve) {
  return table.columns.flatMap((column) => {
    const entry = ownEntry(plan.columns, column.name);
    return entry ? [{ column, entry, ...promiseOf(column, entry) }] : [];
  });
}

/** Compares a table on a pair of sessions that nobody else uses meanwhile. Rejects only when a server fails. */
export async function compareTable(sides: Sides, input: TableToProve): Promise<ComparedTable> {
  const { table, plan, targetSchema, where, seed } = input;
  const decided = decidedColumns(input).filter(({ expectation }) => isCompared.has(expectation));
  const kept = keptKey(table, plan);
  const key: RowKey | null = kept && { columns: kept, nulls: 'excluded' };
  const { sourceRows, targetRows, columns: counts } = await compareInMemory(sides, input, decided, key);
  const places = {
    source: { table, seed, schema: table.schema, where },
    target: { table, seed, schema: targetSchema, where: null },
  };
  const hasKey = key !== null;
  const together = hasKey ? null : keptTogether(table, plan);
  const byRow = decided.filter(({ expectation }) => expectation === 'changed');
  const toldApart =
    together && byRow.length > 0
      ? await compareToldApart(sides, places, {
          key: together,
          columns: byRow,
          rows: sourceRows,
          memory: input.memory,
        })
      : [];
  const columns: ColumnProof[] = [];
  for (const { column, entry } of decided) {
    const find = (all: readonly ColumnCount[]) => all.find((each) => each.column.column === column);
    const count = find(counts);
    if (!count) continue;
    const proof = await judgeCompared(sides, places, { count, entry, hasKey, inRows: find(toldApart) });
    const mask = entry.mask ?? { name: 'keep' };
    const keys = await countKeys(sides, places, { column, mask, memory: input.memory });
    columns.push(keys === 0 ? proof : withKeys(proof, keys));
  }
  return { sourceRows, targetRows, columns };
}

const withKeys = (proof: ColumnProof, keys: number): ColumnProof => ({
  ...proof,
  survivors: (proof.survivors ?? 0) + keys,
  passed: false,
  note: `${keys} keys of its documents are neither named by the plan nor masked`,
});

/**
 * The verdict on each other column, on a session of the target that nobody else uses meanwhile. Rejects only when it fails.
 */
export async function judgeForms(target: Client, input: TableToProve): Promise<ColumnProof[]> {
  const decided = decidedColumns(input).filter(({ expectation }) => !isCompared.has(expectation));
  const place = { table: input.table, schema: input.targetSchema };
  const forms = await countForeign(target, place, decided.filter(isFormed));
  return decided
    .filter(({ entry, expectation }) => expectation !== 'kept' || isSensitive(entry.class))
    .map(({ column, entry, expectation }) =>
      judgeUncompared(entry, { column: column.name, expectation }, forms.get(column.name)),
    );
}

/** What is known of a table before its texts are looked through. */
export type JudgedTable = { input: TableToProve; compared: ComparedTable; others: ColumnProof[] };

/** The scan of its texts, which somebody has yet to hand to it. Pure. */
export function scanOf({ input, compared, others }: JudgedTable): TableScan {
  const { table, targetSchema } = input;
  const rows = compared.targetRows;
  return new TableScan(
    { schema: targetSchema, table: table.name, key: table.key, only: only(table), rows },
    scannedColumns(input, others),
  );
}

/** All parts as one line of the certificate, columns in the table's order; `scan` is finished. Pure. */
export function concludeTable(
  { input, compared, others }: JudgedTable,
  scan: TableScan,
  canaries: readonly Finding[],
): ProvenTable {
  const { table } = input;
  const { sourceRows, targetRows } = compared;
  const proofs = [...compared.columns, ...others];
  const columns = table.columns.flatMap(({ name }) => proofs.find((each) => each.column === name) ?? []);
  const passed = sourceRows === targetRows && columns.every((each) => each.passed);
  const sampled = scan.columns.filter((each) => each.sampled);
  return {
    proof: { table: table.key, sourceRows, targetRows, passed, columns },
    findings: [...scan.findings, ...canaries],
    scanned: scan.columns.length,
    sampled: sampled.map(({ column }) => `${table.key}.${column.name}`),
  };
}

/**
 * Compares in sets that are made for the source's rows. The planner's estimate spares counting them, and both sides are
 * counted as they are compared; where it was too low they are counted after all.
 */
async function compareInMemory(
  sides: Sides,
  input: TableToProve,
  columns: HashedColumn[],
  key: RowKey | null,
): Promise<Comparison> {
  const { table, targetSchema, where } = input;
  if (columns.length === 0) {
    const [sourceRows, targetRows] = await Promise.all([
      countRows(sides.source, table, table.schema, where),
      countRows(sides.target, table, targetSchema, null),
    ]);
    return { sourceRows, targetRows, columns: [] };
  }
  const given = { columns, key };
  const estimate = Math.ceil(estimateMargin * table.estimatedRows) + 1_000;
  if (where === null && table.estimatedRows > 0)
    try {
      return await compareRows(sides, input, given, estimate);
    } catch (thrown) {
      if (!(thrown instanceof SetIsFull)) throw thrown;
    }
  return compareRows(sides, input, given, await countRows(sides.source, table, table.schema, where));
}

/** Rows come and go between one look of the planner's statistics and the next. */
const estimateMargin = 1.1;

/** As many columns at a time as fit; one that does not fit by itself is compared in parts. SetIsFull for more rows. */
async function compareRows(
  sides: Sides,
  input: TableToProve,
  { columns, key }: { columns: readonly HashedColumn[]; key: RowKey | null },
  rows: number,
): Promise<Comparison> {
  const { table, targetSchema, seed, where } = input;
  const needed = HashSet.bytesFor(rows);
  const together = Math.max(1, Math.floor(input.memory / needed));
  const parts = Math.max(1, Math.ceil(needed / input.memory));
  const capacity = parts === 1 ? rows : Math.ceil((1.2 * rows) / parts) + 1_000;
  const sets = Array.from({ length: Math.min(together, columns.length) }, () => new HashSet(capacity));
  const compared: Comparison = { sourceRows: 0, targetRows: 0, columns: [] };
  for (let at = 0; at < columns.length; at += together) {
    const shared = { table, columns: columns.slice(at, at + together), key, seed };
    const found = await compareColumns(
      sides,
      {
        source: { ...shared, side: 'source', schema: table.schema, where, parts },
        target: { ...shared, side: 'target', schema: targetSchema, where: null, parts },
      },
      sets,
    );
    compared.sourceRows = found.sourceRows;
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

/**
 * Text that was proven to hold nothing but what its mask makes is sampled, and so is text that the comparison has to
 * prove new: where it does not, the proof fails by that. Everything else is read whole.
 */
function scannedColumns({ table, plan }: TableToProve, proofs: readonly ColumnProof[]): ScannedColumn[] {
  return table.columns
    .filter((column) => holdsText(column.type))
    .map((column) => {
      const entry = ownEntry(plan.columns, column.name);
      const proof = proofs.find((each) => each.column === column.name);
      const isNew = proof ? proof.expectation === 'made' && proof.passed : isThorough(entry?.mask);
      return { column, sampled: Boolean(isNew), exempt: exemptions(entry) };
    });
}
