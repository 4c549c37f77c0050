import type { DefinitionQuery } from './definition';

/**
 * What a provider calls the rules of a collation, in a column of another name in 14, in 15 and 16, and since 17. From 16 on a
 * server writes a locale of ICU as a language tag, whatever the definition called it, so it counts as printed from a
 * tree; none stands for the root, which has to have a name to be told apart.
 */
const locale = `coalesce(to_jsonb(c) ->> 'colllocale', CASE WHEN c.collprovider = 'i'
             THEN coalesce(nullif(coalesce(to_jsonb(c) ->> 'colliculocale', c.collcollate), ''), 'und') END)`;

/**
 * The text that a collation of the C library is for: one that was made FROM "C" is for any encoding, and what is restored from
 * its definition for the database's own. Within a database both are the same.
 */
const encoding = `CASE WHEN c.collprovider = 'c' AND c.collencoding = -1
             THEN (SELECT d.encoding FROM pg_database d WHERE d.datname = current_database()) ELSE c.collencoding END`;

/** Operators, collations, and the dictionaries and configurations of text search. */
export const operators: DefinitionQuery = `
  SELECT 'operator' AS kind, o.oid::regoperator::text AS name,
         concat_ws(' | ', format_type(o.oprresult, NULL), o.oprcode, nullif(o.oprcom, 0)::regoperator,
           nullif(o.oprnegate, 0)::regoperator, o.oprrest, o.oprjoin, o.oprcanmerge, o.oprcanhash) AS definition,
         NULL::text[] AS trees
    FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
   WHERE n.nspname = $1
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid
                        AND e.deptype = 'e')
  UNION ALL
  SELECT 'collation', c.collname,
         concat_ws(' | ', c.collprovider, c.collisdeterministic, ${encoding},
           CASE WHEN c.collprovider <> 'i' THEN c.collcollate END, CASE WHEN c.collprovider <> 'i' THEN c.collctype END,
           ${locale}, to_jsonb(c) ->> 'collicurules'),
         ARRAY[CASE WHEN c.collprovider = 'i' THEN ${locale} END]
    FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
   WHERE n.nspname = $1
  UNION ALL
  SELECT 'text search dictionary', d.dictname, concat_ws(' | ', t.tmplname, d.dictinitoption), NULL::text[]
    FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace JOIN pg_ts_template t ON t.oid = d.dicttemplate
   WHERE n.nspname = $1
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_ts_dict'::regclass AND e.objid = d.oid
                        AND e.deptype = 'e')
  UNION ALL
  SELECT 'text search configuration', g.cfgname,
         concat_ws(' | ', p.prsname,
           (SELECT string_agg(m.maptokentype || ' ' || m.mapseqno || ' ' || m.mapdict::regdictionary::text, ', '
                     ORDER BY m.maptokentype, m.mapseqno)
              FROM pg_ts_config_map m WHERE m.mapcfg = g.oid)),
         NULL::text[]
    FROM pg_ts_config g JOIN pg_namespace n ON n.oid = g.cfgnamespace JOIN pg_ts_parser p ON p.oid = g.cfgparser
   WHERE n.nspname = $1
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_ts_config'::regclass AND e.objid = g.oid
                        AND e.deptype = 'e')`;
