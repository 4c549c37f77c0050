import type { ClientBase } from 'pg';

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
    | 'rule';
  text: string;
}

/**
 * Every text inside the structure of the schemas that people write freely and that a structure dump would carry along:
 * comments, defaults of columns and domains, generation expressions, bounds of partitions, checks of tables and domains,
 * index expressions and predicates, views, functions, policies, triggers, enum labels.
 */
export async function readStructureTexts(client: ClientBase, schemas: string[]): Promise<StructureText[]> {
  const { rows } = await client.query<StructureText>(
    `WITH s AS (SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1)),
          r AS (SELECT c.*, s.nspname FROM pg_catalog.pg_class c JOIN s ON s.oid = c.relnamespace),
          described AS (
            SELECT d.description, 'schema' AS what, s.nspname::text AS name
              FROM pg_catalog.pg_description d JOIN s ON d.objoid = s.oid AND d.classoid = 'pg_catalog.pg_namespace'::regclass
            UNION ALL
            SELECT d.description, CASE WHEN d.objsubid = 0 THEN 'table' ELSE 'column' END,
                   r.nspname || '.' || r.relname || coalesce('.' || a.attname, '')
              FROM pg_catalog.pg_description d JOIN r ON d.objoid = r.oid AND d.classoid = 'pg_catalog.pg_class'::regclass
              LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.objsubid AND d.objsubid > 0
            UNION ALL
            SELECT d.description, 'function', s.nspname || '.' || p.proname
              FROM pg_catalog.pg_description d JOIN pg_catalog.pg_proc p ON d.objoid = p.oid AND d.classoid = 'pg_catalog.pg_proc'::regclass
              JOIN s ON s.oid = p.pronamespace
            UNION ALL
            SELECT d.description, 'type', s.nspname || '.' || t.typname
              FROM pg_catalog.pg_description d JOIN pg_catalog.pg_type t ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_type'::regclass
              JOIN s ON s.oid = t.typnamespace
            UNION ALL
            SELECT d.description, 'constraint', s.nspname || '.' || k.conname
              FROM pg_catalog.pg_description d JOIN pg_catalog.pg_constraint k ON d.objoid = k.oid AND d.classoid = 'pg_catalog.pg_constraint'::regclass
              JOIN s ON s.oid = k.connamespace
            UNION ALL
            SELECT d.description, 'policy', r.nspname || '.' || r.relname || '.' || p.polname
              FROM pg_catalog.pg_description d JOIN pg_catalog.pg_policy p ON d.objoid = p.oid AND d.classoid = 'pg_catalog.pg_policy'::regclass
              JOIN r ON r.oid = p.polrelid
            UNION ALL
            SELECT d.description, 'trigger', r.nspname || '.' || r.relname || '.' || g.tgname
              FROM pg_catalog.pg_description d JOIN pg_catalog.pg_trigger g ON d.objoid = g.oid AND d.classoid = 'pg_catalog.pg_trigger'::regclass
              JOIN r ON r.oid = g.tgrelid)
     SELECT 'comment on ' || what || ' ' || name AS place, 'comment' AS kind, description AS text FROM described
     UNION ALL
     SELECT 'default of ' || r.nspname || '.' || r.relname || '.' || a.attname, 'default', pg_catalog.pg_get_expr(d.adbin, d.adrelid)
       FROM pg_catalog.pg_attrdef d JOIN r ON r.oid = d.adrelid
       JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
     UNION ALL
     SELECT 'default of ' || s.nspname || '.' || t.typname, 'default', t.typdefault
       FROM pg_catalog.pg_type t JOIN s ON s.oid = t.typnamespace WHERE t.typtype = 'd' AND t.typdefault IS NOT NULL
     UNION ALL
     SELECT 'bound of partition ' || r.nspname || '.' || r.relname, 'bound', pg_catalog.pg_get_expr(r.relpartbound, r.oid)
       FROM r WHERE r.relpartbound IS NOT NULL
     UNION ALL
     SELECT 'check ' || k.conname || ' of ' || s.nspname || '.' || coalesce(r.relname, t.typname), 'check', pg_catalog.pg_get_constraintdef(k.oid)
       FROM pg_catalog.pg_constraint k JOIN s ON s.oid = k.connamespace
       LEFT JOIN r ON r.oid = k.conrelid LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid WHERE k.contype IN ('c', 'x')
     UNION ALL
     SELECT 'index ' || r.nspname || '.' || r.relname, 'index', pg_catalog.pg_get_indexdef(i.indexrelid)
       FROM pg_catalog.pg_index i JOIN r ON r.oid = i.indexrelid WHERE i.indpred IS NOT NULL OR i.indexprs IS NOT NULL
     UNION ALL
     SELECT CASE r.relkind WHEN 'm' THEN 'materialized view ' ELSE 'view ' END || r.nspname || '.' || r.relname, 'view', pg_catalog.pg_get_viewdef(r.oid)
       FROM r WHERE r.relkind IN ('v', 'm')
     UNION ALL
     SELECT 'function ' || s.nspname || '.' || p.proname, 'function',
            p.prosrc || coalesce(' ' || pg_catalog.pg_get_function_sqlbody(p.oid), '') || coalesce(' ' || pg_catalog.pg_get_expr(p.proargdefaults, 0), '')
       FROM pg_catalog.pg_proc p JOIN s ON s.oid = p.pronamespace
      WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_catalog.pg_proc'::regclass AND d.deptype = 'e')
     UNION ALL
     SELECT 'enum ' || s.nspname || '.' || t.typname, 'enum', string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
       FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid JOIN s ON s.oid = t.typnamespace GROUP BY s.nspname, t.typname
     UNION ALL
     SELECT 'policy ' || p.polname || ' on ' || r.nspname || '.' || r.relname, 'policy',
            coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '')
       FROM pg_catalog.pg_policy p JOIN r ON r.oid = p.polrelid
     UNION ALL
     SELECT 'trigger ' || g.tgname || ' on ' || r.nspname || '.' || r.relname, 'trigger', pg_catalog.pg_get_triggerdef(g.oid)
       FROM pg_catalog.pg_trigger g JOIN r ON r.oid = g.tgrelid WHERE NOT g.tgisinternal
     UNION ALL
     SELECT 'rule ' || w.rulename || ' on ' || r.nspname || '.' || r.relname, 'rule', pg_catalog.pg_get_ruledef(w.oid)
       FROM pg_catalog.pg_rewrite w JOIN r ON r.oid = w.ev_class WHERE r.relkind IN ('r', 'p') ORDER BY 1`,
    [schemas],
  );
  return rows;
}
