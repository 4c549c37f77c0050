import { type Client, escapeIdentifier } from 'pg';
import { type ForeignKeyPart, type ForeignKeyRow, readForeignKeys } from '../catalogue/read-foreign-keys';

/**
 * Asks the rows whether foreign keys hold, with the operators that the keys themselves compare by. A constraint that is on
 * record as validated proves nothing here: it is what is being checked. Keys that are not checked are left out.
 */

/** The first foreign key of a schema that some row breaks; null when all hold. */
export async function findViolation(client: Client, schema: string): Promise<ForeignKeyRow | null> {
  const keys = await checkedKeys(client, [schema]);
  if (keys.length === 0) return null;
  const probes = keys.map((key, at) => `SELECT ${at} AS at WHERE EXISTS (SELECT ${danglingRows(key)})`);
  const { rows } = await client.query<{ at: number }>(`${probes.join(' UNION ALL ')} LIMIT 1`);
  const [first] = rows;
  return first ? (keys[first.at] ?? null) : null;
}

/** A sentence for each foreign key with rows that refer to nothing, and how many keys were asked. */
export async function countDangling(
  client: Client,
  schemas: readonly string[],
): Promise<{ keys: number; failures: string[] }> {
  const keys = await checkedKeys(client, schemas);
  const failures: string[] = [];
  for (const key of keys) {
    const { rows } = await client.query<{ n: number }>(`SELECT count(*)::float8 AS n ${danglingRows(key)}`);
    const dangling = rows[0]?.n ?? 0;
    if (dangling > 0)
      failures.push(`Foreign key ${key.name}: ${dangling} rows of ${key.child} refer to nothing.`);
  }
  return { keys: keys.length, failures };
}

const checkedKeys = async (client: Client, schemas: readonly string[]) =>
  (await readForeignKeys(client, schemas)).filter(({ isValidated }) => isValidated);

/**
 * Rows of the child that the constraint does not allow: of MATCH SIMPLE, one NULL is enough to be let off, of MATCH FULL all
 * have to be NULL. The last column of a temporal key has to be covered by all its parents together.
 */
function danglingRows({ parts, isFull, hasPeriod, ...key }: ForeignKeyRow): string {
  const child = `${key.childParted ? '' : 'ONLY '}${key.child}`;
  const parent = `${key.parentParted ? '' : 'ONLY '}${key.parent}`;
  const own = parts.map((part) => `c.${escapeIdentifier(part.own)}`);
  const period = hasPeriod ? parts.at(-1) : undefined;
  const equal = parts.filter((part) => part !== period).map(areEqual);
  const found = `FROM ${parent} AS p WHERE ${equal.join(' AND ') || 'true'}`;
  const covered = period ? coversPeriod(period, found) : `EXISTS (SELECT ${found})`;
  const isBound = own.map((column) => `${column} IS NOT NULL`).join(isFull ? ' OR ' : ' AND ');
  return `FROM ${child} AS c WHERE (${isBound}) AND NOT ${covered}`;
}

function areEqual({ own, theirs, operator, left, right, collation }: ForeignKeyPart): string {
  const typed = (column: string, type: string | null) =>
    type === null ? column : `CAST(${column} AS ${type})`;
  const ours = typed(`c.${escapeIdentifier(own)}`, right);
  const bound = collation === null ? '' : ` COLLATE ${collation}`;
  return `${typed(`p.${escapeIdentifier(theirs)}`, left)} ${operator} ${ours}${bound}`;
}

function coversPeriod({ own, theirs }: ForeignKeyPart, found: string): string {
  const period = `c.${escapeIdentifier(own)}`;
  return `coalesce((SELECT range_agg(p.${escapeIdentifier(theirs)}) ${found}) @> ${period}, isempty(${period}))`;
}
