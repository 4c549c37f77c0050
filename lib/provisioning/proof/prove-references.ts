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
  parts: Part[];
};

/** One column on each side, as the server itself compares them: by an operator, in its types, by the parent's collation. */
type Part = {
  own: string;
  theirs: string;
  operator: string;
  /** Types of the operator's sides; null where it takes any, such as ranges. */
  left: string | null;
  right: string | null;
  collation: string | null;
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
            (SELECT jsonb_agg(jsonb_build_object(
                      'own', ours.attname, 'theirs', theirs.attname,
                      'operator', format('OPERATOR(%I.%s)', n.nspname, o.oprname),
                      'left', CASE WHEN lt.typtype <> 'p' THEN format_type(lt.oid, NULL) END,
                      'right', CASE WHEN rt.typtype <> 'p' THEN format_type(rt.oid, NULL) END,
                      'collation', quote_ident(cn.nspname) || '.' || quote_ident(col.collname)) ORDER BY u.at)
               FROM unnest(k.conkey, k.confkey, k.conpfeqop) WITH ORDINALITY u (own, theirs, op, at)
               JOIN pg_catalog.pg_attribute ours ON ours.attrelid = k.conrelid AND ours.attnum = u.own
               JOIN pg_catalog.pg_attribute theirs ON theirs.attrelid = k.confrelid AND theirs.attnum = u.theirs
               JOIN pg_catalog.pg_operator o ON o.oid = u.op
               JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
               JOIN pg_catalog.pg_type lt ON lt.oid = o.oprleft
               JOIN pg_catalog.pg_type rt ON rt.oid = o.oprright
               LEFT JOIN pg_catalog.pg_collation col ON col.oid = theirs.attcollation
               LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = col.collnamespace) AS parts
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
function danglingRows({ parts, isFull, hasPeriod, ...key }: Key): string {
  const child = `${key.childParted ? '' : 'ONLY '}${key.child}`;
  const parent = `${key.parentParted ? '' : 'ONLY '}${key.parent}`;
  const own = parts.map((part) => `c.${escapeIdentifier(part.own)}`);
  const period = hasPeriod ? parts.at(-1) : undefined;
  const equal = parts.filter((part) => part !== period).map(areEqual);
  const found = `FROM ${parent} AS p WHERE ${equal.join(' AND ') || 'true'}`;
  const covered = period ? coversPeriod(period, found) : `EXISTS (SELECT ${found})`;
  const isBound = own.map((column) => `${column} IS NOT NULL`).join(isFull ? ' OR ' : ' AND ');
  return `SELECT count(*)::float8 AS n FROM ${child} AS c WHERE (${isBound}) AND NOT ${covered}`;
}

function areEqual({ own, theirs, operator, left, right, collation }: Part): string {
  const typed = (column: string, type: string | null) =>
    type === null ? column : `CAST(${column} AS ${type})`;
  const ours = typed(`c.${escapeIdentifier(own)}`, right);
  const bound = collation === null ? '' : ` COLLATE ${collation}`;
  return `${typed(`p.${escapeIdentifier(theirs)}`, left)} ${operator} ${ours}${bound}`;
}

function coversPeriod({ own, theirs }: Part, found: string): string {
  const period = `c.${escapeIdentifier(own)}`;
  return `coalesce((SELECT range_agg(p.${escapeIdentifier(theirs)}) ${found}) @> ${period}, isempty(${period}))`;
}
