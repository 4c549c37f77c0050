import { escapeIdentifier } from 'pg';
import type { Expectation } from '../../../certificate-format/certificate';
import type { CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';

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

/** In bytes. Shorter values coincide by chance: a filler text of one letter equals any other. */
export const leastLength = 8;

/** Far dates mean "always" or "never" and may stay as they are. */
const dates = new Set(['date', 'timestamp', 'timestamptz']);
/** An empty text stays empty under every mask, and is nobody's. */
const texts = new Set(['text', 'varchar', 'bpchar', 'citext', 'name']);

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

function plainHash(input: HashInput, { name, type }: CatalogueColumn, expectation: Expectation): string {
  const value = `src.${escapeIdentifier(name)}`;
  if (expectation === 'absent' && !(isServersOwn(type) && type.base === 'uuid')) {
    const text = `${value}::text COLLATE "C"`;
    // What these masks write is long, but for bytes, which stay as many as they were and may meet others when they are few.
    const least = type.base === 'bytea' ? leastLength : 1;
    return `CASE WHEN octet_length(${value}::text) >= ${least} THEN hashtextextended(${text}, ${input.seed}) END`;
  }
  const hash = valueHash(value, type, expectation === 'absent' ? String(input.seed) : rowSeed(input));
  if (type.kind !== 'base') return hash;
  if (texts.has(type.base)) return `CASE WHEN ${value}::text <> '' THEN ${hash} END`;
  return isServersOwn(type) && dates.has(type.base)
    ? `CASE WHEN ${value} >= '1000-01-01' AND ${value} < '9000-01-01' THEN ${hash} END`
    : hash;
}

/** A number that stands for the row: the seed mixed with its key. Each column adds to it once, so it stays short. */
export function rowSeed({ table, key, seed }: Pick<HashSelect, 'table' | 'key' | 'seed'>): string {
  if (key === null) return String(seed);
  return key.columns.reduce((mixed, name) => {
    const value = `src.${escapeIdentifier(name)}`;
    const type = table.columns.find((each) => each.name === name)?.type;
    return key.nulls === 'excluded'
      ? valueHash(value, type, mixed)
      : `hashint8extended(coalesce(${valueHash(value, type, String(seed))}, 0), ${mixed})`;
  }, String(seed));
}

const isServersOwn = ({ kind, schema }: ColumnType) => kind === 'base' && schema === 'pg_catalog';

/**
 * Values as they are stored, where the server has a hash for that: writing a date, an address or a document as people read
 * it takes longer than all else here. Each of these hashes takes 64 bits for a seed in all versions.
 */
const storedHashes: Record<string, (value: string, seed: string) => string> = {
  int2: (value, seed) => `hashint8extended(${value}::int8, ${seed})`,
  int4: (value, seed) => `hashint8extended(${value}::int8, ${seed})`,
  int8: (value, seed) => `hashint8extended(${value}, ${seed})`,
  uuid: (value, seed) => `uuid_hash_extended(${value}, ${seed})`,
  inet: (value, seed) => `hashinetextended(${value}, ${seed})`,
  cidr: (value, seed) => `hashinetextended(${value}, ${seed})`,
  jsonb: (value, seed) => `jsonb_hash_extended(${value}, ${seed})`,
  timestamp: (value, seed) => `timestamp_hash_extended(${value}, ${seed})`,
  timestamptz: (value, seed) => `timestamp_hash_extended(${value} AT TIME ZONE INTERVAL '0', ${seed})`,
  // Dates without an end have no distance from another.
  date: (value, seed) =>
    `hashint8extended(CASE WHEN isfinite(${value}) THEN (${value} - '2000-01-01'::date)::int8 WHEN ${value} IS NOT NULL THEN 4294967296 END, ${seed})`,
};

function valueHash(value: string, type: ColumnType | undefined, seed: string): string {
  const stored = type && isServersOwn(type) ? storedHashes[type.base] : undefined;
  return stored?.(value, seed) ?? `hashtextextended(${value}::text COLLATE "C", ${seed})`;
}
