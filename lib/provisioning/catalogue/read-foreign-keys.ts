import type { ClientBase } from 'pg';

/** A foreign key as its server compares rows by it; what builds on it reads what it needs of this. */
export type ForeignKeyRow = {
  name: string;
  schema: string;
  table: string;
  /** Quoted and with their schemas, as they stand behind FROM but for ONLY, which `fromOf` writes. */
  child: string;
  childParted: boolean;
  parent: string;
  parentParted: boolean;
  /** Whether the server says that every row meets it; the proof and the check of a build ask the rows all the same. */
  isValidated: boolean;
  /** MATCH FULL. */
  isFull: boolean;
  /** Its last column is a period that all parents together have to cover. Before version 18 none has one. */
  hasPeriod: boolean;
  parts: ForeignKeyPart[];
};

/** One column on each side, as the server itself compares them: by an operator, in its types, by the parent's collation. */
export type ForeignKeyPart = {
  own: string;
  theirs: string;
  operator: string;
  /** Types of the operator's sides; null where it takes any, such as ranges. */
  left: string | null;
  right: string | null;
  /** Quoted and with its schema. */
  collation: string | null;
  /** The collation takes texts for equal that are written otherwise. */
  isLoose: boolean;
};

/** Every foreign key of the schemas' tables; those of partitions belong to their table's and are left out. */
export async function readForeignKeys(
  client: ClientBase,
  schemas: readonly string[],
): Promise<ForeignKeyRow[]> {
  const { rows } = await client.query<ForeignKeyRow>(
    `SELECT k.conname AS name, n.nspname AS schema, c.relname AS "table", k.convalidated AS "isValidated",
            k.confmatchtype = 'f' AS "isFull", coalesce((to_jsonb(k) ->> 'conperiod')::bool, false) AS "hasPeriod",
            format('%I.%I', n.nspname, c.relname) AS child, c.relkind = 'p' AS "childParted",
            format('%I.%I', pn.nspname, p.relname) AS parent, p.relkind = 'p' AS "parentParted",
            (SELECT jsonb_agg(jsonb_build_object(
                      'own', ours.attname, 'theirs', theirs.attname,
                      'operator', format('OPERATOR(%I.%s)', opn.nspname, o.oprname),
                      'left', CASE WHEN lt.typtype <> 'p' THEN format_type(lt.oid, NULL) END,
                      'right', CASE WHEN rt.typtype <> 'p' THEN format_type(rt.oid, NULL) END,
                      'collation', quote_ident(cn.nspname) || '.' || quote_ident(col.collname),
                      'isLoose', coalesce(NOT col.collisdeterministic, false)) ORDER BY u.at)
               FROM unnest(k.conkey, k.confkey, k.conpfeqop) WITH ORDINALITY u (own, theirs, op, at)
               JOIN pg_catalog.pg_attribute ours ON ours.attrelid = k.conrelid AND ours.attnum = u.own
               JOIN pg_catalog.pg_attribute theirs ON theirs.attrelid = k.confrelid AND theirs.attnum = u.theirs
               JOIN pg_catalog.pg_operator o ON o.oid = u.op
               JOIN pg_catalog.pg_namespace opn ON opn.oid = o.oprnamespace
               JOIN pg_catalog.pg_type lt ON lt.oid = o.oprleft
               JOIN pg_catalog.pg_type rt ON rt.oid = o.oprright
               LEFT JOIN pg_catalog.pg_collation col ON col.oid = theirs.attcollation
               LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = col.collnamespace) AS parts
       FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
       JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY ($1) ORDER BY c.relname, k.conname`,
    [schemas],
  );
  return rows;
}
