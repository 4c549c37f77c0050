import { type Client, escapeIdentifier } from 'pg';

/**
 * Asks the rows whether each foreign key holds. A copy's own server checks its keys as they are added, and nobody else
 * writes before it is handed over; a copy that has been in use may have been written with triggers off, which no flag of
 * the catalogue tells.
 */

type Key = {
  name: string;
  child: string;
  childParted: boolean;
  parent: string;
  parentParted: boolean;
  isFull: boolean;
  hasPeriod: boolean;
  columns: string[];
  referenced: string[];
  operators: string[];
};

/** A sentence for each foreign key with rows that refer to nothing; keys that are not checked are left out. */
export async function proveReferences(
  target: Client,
  schemas: readonly string[],
): Promise<{ keys: number; failures: string[] }> {
  const keys = await readKeys(target, schemas);
  const failures: string[] = [];
  for (const key of keys) {
    const { rows } = await target.query<{ n: number }>(danglingRows(key));
    const dangling = rows[0]?.n ?? 0;
    if (dangling > 0)
      failures.push(`Foreign key ${key.name}: ${dangling} rows of ${key.child} refer to nothing.`);
  }
  return { keys: keys.length, failures };
}

/** Those of partitions belong to their table's. Before version 18 none has a period. */
async function readKeys(target: Client, schemas: readonly string[]): Promise<Key[]> {
  const { rows } = await target.query<Key>(
    `SELECT k.conname AS name, k.confmatchtype = 'f' AS "isFull",
            coalesce((to_jsonb(k) ->> 'conperiod')::bool, false) AS "hasPeriod",
            k.conrelid::regclass::text AS child, c.relkind = 'p' AS "childParted",
            k.confrelid::regclass::text AS parent, p.relkind = 'p' AS "parentParted",
            ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (n, o)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n ORDER BY o) AS columns,
            ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (n, o)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = n ORDER BY o) AS referenced,
            ARRAY(SELECT format('OPERATOR(%I.%s)', n.nspname, o.oprname) FROM unnest(k.conpfeqop) WITH ORDINALITY u (op, at)
                    JOIN pg_catalog.pg_operator o ON o.oid = op
                    JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace ORDER BY at) AS operators
       FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
       JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE k.contype = 'f' AND k.convalidated AND k.conparentid = 0 AND n.nspname = ANY ($1) ORDER BY c.relname, k.conname`,
    [schemas],
  );
  return rows;
}

/**
 * Rows of the child that the constraint does not allow: of MATCH SIMPLE, one NULL is enough to be let off, of MATCH FULL all
 * have to be NULL. The last column of a temporal key has to be covered by all its parents together.
 */
function danglingRows(key: Key): string {
  const { columns, referenced, operators, isFull, hasPeriod } = key;
  const child = `${key.childParted ? '' : 'ONLY '}${key.child}`;
  const parent = `${key.parentParted ? '' : 'ONLY '}${key.parent}`;
  const own = columns.map((name) => `c.${escapeIdentifier(name)}`);
  const theirs = referenced.map((name) => `p.${escapeIdentifier(name)}`);
  const last = own.length - 1;
  const equal = own
    .map((column, at) => (hasPeriod && at === last ? null : `${theirs[at]} ${operators[at]} ${column}`))
    .filter((condition) => condition !== null);
  const covered = hasPeriod
    ? `coalesce((SELECT range_agg(${theirs[last]}) FROM ${parent} AS p WHERE ${equal.join(' AND ') || 'true'}) @> ${own[last]}, isempty(${own[last]}))`
    : `EXISTS (SELECT FROM ${parent} AS p WHERE ${equal.join(' AND ')})`;
  const isBound = own.map((column) => `${column} IS NOT NULL`).join(isFull ? ' OR ' : ' AND ');
  return `SELECT count(*)::float8 AS n FROM ${child} AS c WHERE (${isBound}) AND NOT ${covered}`;
}
