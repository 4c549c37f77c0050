import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import type { ForeignKeyRow } from '../catalogue/loading/read-foreign-keys';

/**
 * The first foreign key that some row breaks, found by anti-joins with the operators that the keys themselves compare
 * by; null when all hold. A constraint that is on record as validated proves nothing here: it is what is being checked.
 */
export async function findViolation(
  client: ClientBase,
  foreignKeys: readonly ForeignKeyRow[],
): Promise<ForeignKeyRow | null> {
  if (foreignKeys.length === 0) return null;
  const probes = foreignKeys.map(
    (foreignKey, at) => `SELECT ${at} AS at WHERE EXISTS (${violationsOf(foreignKey)})`,
  );
  const { rows } = await client.query<{ at: number }>(`${probes.join(' UNION ALL ')} LIMIT 1`);
  const [first] = rows;
  return first ? (foreignKeys[first.at] ?? null) : null;
}

function violationsOf({ child, parent, matchFull, ...key }: ForeignKeyRow): string {
  const own = key.childColumns.map((column) => `c.${escapeIdentifier(column)}`);
  const pairs = own.map(
    (column, at) =>
      `p.${escapeIdentifier(key.parentColumns[at] ?? '')} OPERATOR(${key.operators[at]}) ${column}`,
  );
  const allSet = own.map((column) => `${column} IS NOT NULL`).join(' AND ');
  const mixed = `(${own.map((column) => `${column} IS NOT NULL`).join(' OR ')}) AND NOT (${allSet})`;
  const orphan = `${allSet} AND NOT EXISTS (SELECT FROM ${parent} AS p WHERE ${pairs.join(' AND ')})`;
  return `SELECT FROM ${child} AS c WHERE ${matchFull ? `(${mixed}) OR (${orphan})` : orphan}`;
}
