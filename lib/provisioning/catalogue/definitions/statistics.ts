import type { DefinitionQuery } from './definition';

/** Extended statistics that people declared. */
export const statistics: DefinitionQuery = `
  SELECT 'statistics' AS kind, s.stxname AS name,
         concat_ws(' | ', s.stxrelid::regclass, pg_get_statisticsobjdef_columns(s.oid), s.stxkind::text,
           CASE WHEN s.stxstattarget >= 0 THEN 'target ' || s.stxstattarget END) AS definition,
         ARRAY[CASE WHEN s.stxexprs IS NOT NULL THEN pg_get_statisticsobjdef_columns(s.oid) END] AS trees
    FROM pg_statistic_ext s
    JOIN pg_namespace n ON n.oid = s.stxnamespace
   WHERE n.nspname = $1`;
