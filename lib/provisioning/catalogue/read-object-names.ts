import type { ClientBase } from 'pg';
import { queryInSchema } from './query-in-schema';

export type ObjectName = {
  /** A phrase that names the object and what it hangs on. */
  place: string;
  /** Kind and name of the row of `listDefinitions` that holds the name. */
  definition: string;
  /** The name by itself. */
  text: string;
};

/**
 * The names of all objects of a schema, and of what hangs on them: relations, columns, constraints, types, routines and their
 * arguments, triggers, policies, rules, statistics, collations and text search. Left out are names that PostgreSQL gives by
 * itself (NOT NULL, row and array types, functions of ranges, columns that are inherited), and what an extension brings. `shown` stands for the
 * schema's name in a place, where a copy has another one.
 */
export async function readObjectNames(
  client: ClientBase,
  schema: string,
  shown = schema,
): Promise<ObjectName[]> {
  const rows = await queryInSchema<{ kind: string; holder: string | null; definition: string; text: string }>(
    client,
    schema,
    ['kind', 'holder', 'definition', 'text'],
    names,
  );
  return rows.map(({ kind, holder, definition, text }) => ({
    place: `name of ${kind} ${[shown, holder, text].filter((part) => part !== null).join('.')}`,
    definition: `${definition} ${holder === null ? '' : `${holder}.`}${text}`,
    text,
  }));
}

const own = (catalogue: string, row: string) =>
  `NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.${catalogue}'::regclass AND e.objid = ${row}.oid AND e.deptype IN (${catalogue === 'pg_proc' ? "'e', 'i'" : "'e'"}))`;

const names = `
     WITH s AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1),
          r AS (SELECT c.* FROM pg_catalog.pg_class c JOIN s ON s.oid = c.relnamespace WHERE ${own('pg_class', 'c')})
     SELECT CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index'
                         WHEN 'I' THEN 'index' WHEN 'c' THEN 'composite type' WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind,
            NULL::text AS holder,
            CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index'
                         WHEN 'I' THEN 'index' WHEN 'c' THEN 'composite type' WHEN 'f' THEN 'foreign table' ELSE 'table' END AS definition,
            relname::text AS text
       FROM r WHERE relkind <> 't'
     UNION ALL
     SELECT 'column', r.relname, 'column', a.attname FROM pg_catalog.pg_attribute a JOIN r ON r.oid = a.attrelid
      WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0
     UNION ALL
     SELECT 'constraint', coalesce(r.relname, t.typname), 'constraint', k.conname
       FROM pg_catalog.pg_constraint k JOIN s ON s.oid = k.connamespace
       LEFT JOIN r ON r.oid = k.conrelid LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid
      WHERE k.contype NOT IN ('n', 't') AND coalesce(r.relname, t.typname) IS NOT NULL
     UNION ALL
     SELECT CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'e' THEN 'enum' ELSE 'range' END, NULL,
            CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'e' THEN 'enum' ELSE 'range' END, t.typname
       FROM pg_catalog.pg_type t JOIN s ON s.oid = t.typnamespace WHERE t.typtype IN ('d', 'e', 'r') AND ${own('pg_type', 't')}
     UNION ALL
     SELECT 'function', NULL, 'function', p.proname
       FROM pg_catalog.pg_proc p JOIN s ON s.oid = p.pronamespace WHERE ${own('pg_proc', 'p')}
     UNION ALL
     SELECT 'argument', p.proname, 'function', a.name
       FROM pg_catalog.pg_proc p JOIN s ON s.oid = p.pronamespace, unnest(p.proargnames) AS a (name)
      WHERE a.name <> '' AND ${own('pg_proc', 'p')}
     UNION ALL
     SELECT 'trigger', r.relname, 'trigger', g.tgname
       FROM pg_catalog.pg_trigger g JOIN r ON r.oid = g.tgrelid WHERE NOT g.tgisinternal AND g.tgparentid = 0
     UNION ALL
     SELECT 'policy', r.relname, 'policy', p.polname FROM pg_catalog.pg_policy p JOIN r ON r.oid = p.polrelid
     UNION ALL
     SELECT 'rule', r.relname, 'rule', w.rulename
       FROM pg_catalog.pg_rewrite w JOIN r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
     UNION ALL
     SELECT 'statistics', NULL, 'statistics', x.stxname FROM pg_catalog.pg_statistic_ext x JOIN s ON s.oid = x.stxnamespace
     UNION ALL
     SELECT 'collation', NULL, 'collation', c.collname
       FROM pg_catalog.pg_collation c JOIN s ON s.oid = c.collnamespace WHERE ${own('pg_collation', 'c')}
     UNION ALL
     SELECT 'text search configuration', NULL, 'text search', c.cfgname
       FROM pg_catalog.pg_ts_config c JOIN s ON s.oid = c.cfgnamespace WHERE ${own('pg_ts_config', 'c')}
     UNION ALL
     SELECT 'text search dictionary', NULL, 'text search', d.dictname
       FROM pg_catalog.pg_ts_dict d JOIN s ON s.oid = d.dictnamespace WHERE ${own('pg_ts_dict', 'd')}`;
