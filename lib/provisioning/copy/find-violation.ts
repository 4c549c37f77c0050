import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import type { ForeignKeyRow } from '../catalogue/read-foreign-keys';

/**
 * Whether any row breaks a foreign key, found by an anti-join with the operators that the key itself compares by. A
 * constraint that is on record as validated proves nothing here: it is what is being checked.
 */
export async function findViolation(client: ClientBase, foreignKey: ForeignKeyRow): Promise<boolean> {
  const { rowCount } = await client.query(violationsOf(foreignKey));
  return rowCount === 1;
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
  return `SELECT FROM ${child} AS c WHERE ${matchFull ? `(${mixed}) OR (${orphan})` : orphan} LIMIT 1`;
}
