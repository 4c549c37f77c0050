import { escapeIdentifier } from 'pg';
import type { CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import { type Expectation, leastLength } from './expectation';

/**
 * The SELECT that turns columns into hashes, the same on both sides but for the schema's name. The seed is random and
 * made for one proof, so that no hash means anything afterwards; values stay in their server.
 *
 * `hashtextextended` is quick and no secret-keeping hash: it narrows down. What it finds is decided by SHA-256 under a
 * fresh key (`confirm-survivors.ts`).
 */

export type HashedColumn = {
  column: CatalogueColumn;
  expectation: Expectation;
  /** Over a value of the source: where only some must change, those. */
  touched?: (value: string) => string;
};

/** Columns by which a row is found again; one in which NULL stands is either left out, or found by the others. */
export type RowKey = { columns: readonly string[]; nulls: 'excluded' | 'equal' };

export type HashSelect = {
  table: CatalogueTable;
  /** The schema on this side. */
  schema: string;
  side: 'source' | 'target';
  columns: readonly HashedColumn[];
  /** What identifies a row on both sides, for the row-wise comparison. */
  key: RowKey | null;
  /** The plan's row filter, for the source alone. */
  where: string | null;
  seed: bigint;
  /** Only hashes of this part of all, when memory does not hold them all at once. */
  part: number;
  parts: number;
};

/** Far dates mean "always" or "never" and may stay as they are. */
const dates = new Set(['date', 'timestamp', 'timestamptz']);
/** An empty text stays empty under every mask, and is nobody's. */
const texts = new Set(['text', 'varchar', 'bpchar', 'citext', 'name']);
const integers = new Set(['int2', 'int4', 'int8']);

/** The statement; one bigint per column, NULL where there is nothing to compare. */
export function hashSelect(input: HashSelect): string {
  const list = input.columns.map((column) => {
    const hash = hashOf(input, column);
    return input.parts === 1
      ? hash
      : `CASE WHEN (${hash} & 65535) % ${input.parts} = ${input.part} THEN ${hash} END`;
  });
  return `SELECT ${list.join(', ')} ${fromClause(input)}`;
}

type From = Pick<HashSelect, 'table' | 'schema' | 'where'> & {
  /** A further FROM item, which may speak of the row. */
  beside?: string;
};

/** `FROM … AS src WHERE …` of one side. */
export function fromClause({ table, schema, where, beside }: From): string {
  const name = `${escapeIdentifier(schema)}.${escapeIdentifier(table.name)}`;
  const more = beside === undefined ? '' : `, LATERAL ${beside}`;
  return `FROM ${only(table)}${name} AS src${more}${where === null ? '' : ` WHERE ${where}`}`;
}

/** Partitions belong to their table: a masked row may lie in another one than its original. Heirs count by themselves. */
export function only(table: CatalogueTable): string {
  return table.kind === 'p' ? '' : 'ONLY ';
}

/** A table on one side, and which of its rows count. */
export type HashPlace = Pick<HashSelect, 'table' | 'schema' | 'where' | 'seed'>;

type HashInput = Pick<HashSelect, 'table' | 'key' | 'seed' | 'side'>;

/** One hash: of the value alone, or of the value in its row. */
export function hashOf(input: HashInput, { column, expectation, touched }: HashedColumn): string {
  const hash = plainHash(input, column, expectation);
  if (!touched || input.side === 'target') return hash;
  return `CASE WHEN ${touched(`src.${escapeIdentifier(column.name)}`)} THEN ${hash} END`;
}

function plainHash(input: HashInput, column: CatalogueColumn, expectation: Expectation): string {
  const value = `src.${escapeIdentifier(column.name)}`;
  if (expectation === 'absent' && column.type.base !== 'uuid') {
    const text = `${value}::text COLLATE "C"`;
    // What these masks write is long, but for bytes, which stay as many as they were and may meet others when they are few.
    const least = column.type.base === 'bytea' ? leastLength : 1;
    return `CASE WHEN octet_length(${value}::text) >= ${least} THEN hashtextextended(${text}, ${input.seed}) END`;
  }
  const seed = expectation === 'absent' ? String(input.seed) : rowSeed(input);
  // A document's own hash spares writing it as text.
  if (column.type.base === 'jsonb' && column.type.kind === 'base')
    return `jsonb_hash_extended(${value}, ${seed})`;
  if (texts.has(column.type.base))
    return `CASE WHEN ${value}::text <> '' THEN ${valueHash(value, column.type.base, seed)} END`;
  if (!dates.has(column.type.base)) return valueHash(value, column.type.base, seed);
  // Its bytes on the wire, since writing a date as people read it takes longer than all else here.
  const bytes = `encode(${column.type.base}_send(${value}), 'hex') COLLATE "C"`;
  return `CASE WHEN ${value} >= '1000-01-01' AND ${value} < '9000-01-01' THEN hashtextextended(${bytes}, ${seed}) END`;
}

/** A number that stands for the row: the seed mixed with its key. Each column adds to it once, so it stays short. */
export function rowSeed({ table, key, seed }: Pick<HashSelect, 'table' | 'key' | 'seed'>): string {
  if (key === null) return String(seed);
  return key.columns.reduce((mixed, name) => {
    const value = `src.${escapeIdentifier(name)}`;
    const base = table.columns.find((each) => each.name === name)?.type.base ?? '';
    return key.nulls === 'excluded'
      ? valueHash(value, base, mixed)
      : `hashint8extended(coalesce(${valueHash(value, base, String(seed))}, 0), ${mixed})`;
  }, String(seed));
}

function valueHash(value: string, base: string, seed: string): string {
  if (integers.has(base)) return `hashint8extended(${value}::int8, ${seed})`;
  return base === 'uuid'
    ? `uuid_hash_extended(${value}, ${seed})`
    : `hashtextextended(${value}::text COLLATE "C", ${seed})`;
}
