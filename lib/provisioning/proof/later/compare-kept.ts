import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { ownEntry } from '../../../plan-format/own-entry';
import type { PlanTable } from '../../../plan-format/scrub-plan';
import type { CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import type { Sides } from '../compare/compare-columns';
import { fromClause, type HashPlace, rowSeed } from '../compare/hash-select';
import { keptKey } from '../compare/told-apart';

/**
 * Whether kept columns hold what they held when the copy was handed over: a copy that somebody wrote into is no proof of
 * anything. Each side adds up hashes of its values under the proof's seed, each in its row where the plan keeps a key, so
 * that one changed value shows and so do two that were exchanged. Without a key all that is kept of a row is taken together.
 */

type KeptTable = {
  table: CatalogueTable;
  plan: PlanTable;
  targetSchema: string;
  where: string | null;
  seed: bigint;
};

/** Names of objects print as the session's search_path has it, and generated columns are made of masked ones. */
const isCompared = ({ type, generated }: CatalogueColumn) => generated === '' && !/^reg/.test(baseOf(type));
const baseOf = (type: ColumnType): string => (type.element ? baseOf(type.element) : type.base);

/** Kept columns whose values are not the source's, by name. Tables are expected to have equally many rows. */
export async function compareKept(sides: Sides, given: KeptTable): Promise<string[]> {
  const { table, plan, targetSchema, where, seed } = given;
  const kept = table.columns.filter(
    (column) => isCompared(column) && ownEntry(plan.columns, column.name)?.mask?.name === 'keep',
  );
  const key = keptKey(table, plan);
  const changed: string[] = [];
  for (let at = 0; at < kept.length; at += columnsAtOnce) {
    const columns = kept.slice(at, at + columnsAtOnce);
    const seedOfRow = rowSeed({ table, seed, key: key && { columns: key, nulls: 'excluded' } });
    const hashes = columns.map((column) => hashOf(column, seedOfRow));
    if (key === null) hashes.push(columns.reduce((mixed, column) => hashOf(column, mixed), String(seed)));
    const [ours, theirs] = await Promise.all([
      sums(sides.target, { table, seed, schema: targetSchema, where: null }, hashes),
      sums(sides.source, { table, seed, schema: table.schema, where }, hashes),
    ]);
    const differing = columns.filter((_column, index) => ours[index] !== theirs[index]);
    const isTorn = differing.length === 0 && ours.at(-1) !== theirs.at(-1);
    changed.push(...(isTorn ? columns : differing).map(({ name }) => name));
  }
  return changed;
}

const columnsAtOnce = 100;

const hashOf = ({ name }: CatalogueColumn, seed: string) =>
  `hashtextextended(coalesce(src.${escapeIdentifier(name)}::text, E'\\x01') COLLATE "C", ${seed})`;

async function sums(client: Client, place: HashPlace, hashes: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await client.query<(string | null)[]>({
    text: `SELECT ${hashes.map((hash) => `sum(${hash})::text`).join(', ')} ${fromClause(place)}`,
    rowMode: 'array',
  });
  return rows[0] ?? [];
}
