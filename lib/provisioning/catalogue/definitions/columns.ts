import type { DefinitionQuery } from './definition';
import { optionsOf } from './internal-options';

/**
 * Columns of everything that has some. Positions are counted over the living columns; a table that inherits from an
 * ordinary table has none, since a restore puts its parents' columns first; nor has an inherited column a compression of
 * its own, since a restore gives it its parent's. A partition's column has the identity of its root: since version 17 it
 * says so itself, and before it says nothing, though a restore gives it one.
 */
export const columns: DefinitionQuery = `
  SELECT 'column' AS kind, c.relname || '.' || a.attname AS name,
         concat_ws(' | ',
           CASE WHEN c.relispartition OR NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
                THEN row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) END,
           format_type(a.atttypid, a.atttypmod),
           CASE WHEN a.attnotnull THEN 'not null' END,
           CASE WHEN a.attcollation <> t.typcollation THEN 'collate ' || a.attcollation::regcollation::text END,
           CASE coalesce((SELECT nullif(r.attidentity, '') FROM pg_attribute r
                           WHERE c.relispartition AND r.attrelid = pg_partition_root(c.oid) AND r.attname = a.attname),
                         a.attidentity)
             WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
           CASE a.attgenerated WHEN 's' THEN 'stored as' WHEN 'v' THEN 'virtual as' END,
           'default ' || pg_get_expr(d.adbin, d.adrelid),
           CASE WHEN a.attstorage <> t.typstorage THEN 'storage ' || a.attstorage::text END,
           CASE WHEN a.attinhcount = 0 THEN 'compression ' || nullif(a.attcompression::text, '') END,
           CASE WHEN a.attstattarget >= 0 THEN 'statistics ' || a.attstattarget END,
           'options ' || ${optionsOf('a.attoptions')}) AS definition,
         ARRAY[pg_get_expr(d.adbin, d.adrelid)] AS trees
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
                        AND e.deptype = 'e')`;
