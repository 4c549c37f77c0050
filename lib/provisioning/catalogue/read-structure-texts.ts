import type { ClientBase } from 'pg';
import { queryInSchema } from './query-in-schema';
import { readComments } from './read-comments';
import { readObjectNames } from './read-object-names';

export interface StructureText {
  /** A phrase that names the object: `comment on table public.users`. */
  place: string;
  kind:
    | 'comment'
    | 'default'
    | 'bound'
    | 'check'
    | 'index'
    | 'view'
    | 'function'
    | 'enum'
    | 'policy'
    | 'trigger'
    | 'rule'
    | 'name';
  /**
   * Kind and name of the row of `listDefinitions` that the text is part of, a function's without its arguments: those of
   * one name are one place.
   */
  definition: string;
  text: string;
}

/**
 * Every text inside the structure of the schemas that people write freely: comments, defaults of columns and domains,
 * generation expressions, keys and bounds of partitions, checks of tables and domains, expressions and predicates of indexes and
 * statistics, options of dictionaries, views, functions with their settings and first values, policies, triggers, enum labels, and the names of objects.
 */
export async function readStructureTexts(client: ClientBase, schemas: string[]): Promise<StructureText[]> {
  const texts: StructureText[] = [];
  for (const schema of schemas) {
    for (const { place, name, text } of await readComments(client, schema))
      texts.push({ place, kind: 'comment', definition: `comment ${name}`, text });
    texts.push(
      ...(await queryInSchema<StructureText>(
        client,
        schema,
        ['place', 'kind', 'definition', 'text'],
        expressions,
      )),
    );
    for (const name of await readObjectNames(client, schema)) texts.push({ ...name, kind: 'name' });
  }
  return texts;
}

const expressions = `
     WITH s AS (SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname = $1),
          r AS (SELECT c.*, s.nspname FROM pg_catalog.pg_class c JOIN s ON s.oid = c.relnamespace)
     SELECT 'default of ' || r.nspname || '.' || r.relname || '.' || a.attname, 'default', 'column ' || r.relname || '.' || a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
       FROM pg_catalog.pg_attrdef d JOIN r ON r.oid = d.adrelid
       JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
     UNION ALL
     SELECT 'default of ' || s.nspname || '.' || t.typname, 'default', 'domain ' || t.typname, t.typdefault
       FROM pg_catalog.pg_type t JOIN s ON s.oid = t.typnamespace WHERE t.typtype = 'd' AND t.typdefault IS NOT NULL
     UNION ALL
     SELECT 'bound of partition ' || r.nspname || '.' || r.relname, 'bound', 'table ' || r.relname, pg_catalog.pg_get_expr(r.relpartbound, r.oid)
       FROM r WHERE r.relpartbound IS NOT NULL
     UNION ALL
     SELECT 'partition key of ' || r.nspname || '.' || r.relname, 'bound', 'table ' || r.relname, pg_catalog.pg_get_partkeydef(r.oid)
       FROM r WHERE r.relkind = 'p'
     UNION ALL
     SELECT 'statistics ' || s.nspname || '.' || x.stxname, 'index', 'statistics ' || x.stxname,
            array_to_string(pg_catalog.pg_get_statisticsobjdef_expressions(x.oid), ' ')
       FROM pg_catalog.pg_statistic_ext x JOIN s ON s.oid = x.stxnamespace WHERE x.stxexprs IS NOT NULL
     UNION ALL
     SELECT 'text search dictionary ' || s.nspname || '.' || d.dictname, 'index', 'text search dictionary ' || d.dictname, d.dictinitoption
       FROM pg_catalog.pg_ts_dict d JOIN s ON s.oid = d.dictnamespace WHERE d.dictinitoption IS NOT NULL
     UNION ALL
     SELECT 'check ' || k.conname || ' of ' || s.nspname || '.' || coalesce(r.relname, t.typname), 'check',
            'constraint ' || coalesce(nullif(k.conrelid, 0)::regclass::text, pg_catalog.format_type(k.contypid, NULL)) || '.' || k.conname,
            pg_catalog.pg_get_constraintdef(k.oid)
       FROM pg_catalog.pg_constraint k JOIN s ON s.oid = k.connamespace
       LEFT JOIN r ON r.oid = k.conrelid LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid WHERE k.contype IN ('c', 'x')
     UNION ALL
     SELECT 'index ' || r.nspname || '.' || r.relname, 'index', 'index ' || r.relname, pg_catalog.pg_get_indexdef(i.indexrelid)
       FROM pg_catalog.pg_index i JOIN r ON r.oid = i.indexrelid WHERE i.indpred IS NOT NULL OR i.indexprs IS NOT NULL
     UNION ALL
     SELECT CASE r.relkind WHEN 'm' THEN 'materialized view ' ELSE 'view ' END || r.nspname || '.' || r.relname, 'view',
            CASE r.relkind WHEN 'm' THEN 'materialized view ' ELSE 'view ' END || r.relname, pg_catalog.pg_get_viewdef(r.oid)
       FROM r WHERE r.relkind IN ('v', 'm')
     UNION ALL
     SELECT 'function ' || s.nspname || '.' || p.proname, 'function', 'function ' || p.proname, p.prosrc || coalesce(' ' || pg_catalog.pg_get_function_sqlbody(p.oid), '') || coalesce(' ' || pg_catalog.pg_get_expr(p.proargdefaults, 0), '')
              || coalesce(' ' || quote_literal(array_to_string(p.proconfig, ' ')), '')
              || coalesce((SELECT ' ' || quote_literal(concat_ws(' ', g.agginitval, g.aggminitval)) FROM pg_catalog.pg_aggregate g WHERE g.aggfnoid = p.oid), '')
       FROM pg_catalog.pg_proc p JOIN s ON s.oid = p.pronamespace
      WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_catalog.pg_proc'::regclass AND d.deptype = 'e')
     UNION ALL
     SELECT 'enum ' || s.nspname || '.' || t.typname, 'enum', 'enum ' || t.typname, string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
       FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid JOIN s ON s.oid = t.typnamespace GROUP BY s.nspname, t.typname
     UNION ALL
     SELECT 'policy ' || p.polname || ' on ' || r.nspname || '.' || r.relname, 'policy', 'policy ' || r.relname || '.' || p.polname,
            coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '')
       FROM pg_catalog.pg_policy p JOIN r ON r.oid = p.polrelid
     UNION ALL
     SELECT 'trigger ' || g.tgname || ' on ' || r.nspname || '.' || r.relname, 'trigger', 'trigger ' || r.relname || '.' || g.tgname, pg_catalog.pg_get_triggerdef(g.oid)
       FROM pg_catalog.pg_trigger g JOIN r ON r.oid = g.tgrelid WHERE NOT g.tgisinternal
     UNION ALL
     SELECT 'rule ' || w.rulename || ' on ' || r.nspname || '.' || r.relname, 'rule', 'rule ' || r.relname || '.' || w.rulename, pg_catalog.pg_get_ruledef(w.oid)
       FROM pg_catalog.pg_rewrite w JOIN r ON r.oid = w.ev_class WHERE r.relkind IN ('r', 'p') ORDER BY 1`;
