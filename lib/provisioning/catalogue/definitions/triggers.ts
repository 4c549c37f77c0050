import type { DefinitionQuery } from './definition';

/** Triggers that people wrote, and whether they fire. Clones on partitions follow their parent and are left out. */
export const triggers: DefinitionQuery = `
  SELECT 'trigger' AS kind, c.relname || '.' || t.tgname AS name,
         pg_get_triggerdef(t.oid, true) || ' | ' || t.tgenabled::text AS definition,
         ARRAY[CASE WHEN t.tgqual IS NOT NULL THEN pg_get_triggerdef(t.oid, true) END] AS trees
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1 AND NOT t.tgisinternal AND t.tgparentid = 0`;
