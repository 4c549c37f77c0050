/**
 * A part of a WITH list, `here` and `owned (classid, objid)`: every object that lies in the schema named by $1, or
 * hangs on a relation that does. Comments and dependencies are found through it.
 */
export const objectsOfSchema = objectsWhere('nspname = $1');

/** The same for the schemas that the array $1 names. */
export const objectsOfSchemas = objectsWhere('nspname = ANY ($1)');

function objectsWhere(isMeant: string): string {
  return `
  here AS (SELECT oid FROM pg_namespace WHERE ${isMeant}),
  relation AS (SELECT oid FROM pg_class WHERE relnamespace IN (SELECT oid FROM here)),
  owned (classid, objid) AS (
    SELECT 'pg_class'::regclass::oid, oid FROM relation
    UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace IN (SELECT oid FROM here)
    UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace IN (SELECT oid FROM here)
    UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace IN (SELECT oid FROM here)
    UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation WHERE collnamespace IN (SELECT oid FROM here)
    UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config WHERE cfgnamespace IN (SELECT oid FROM here)
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict WHERE dictnamespace IN (SELECT oid FROM here)
    UNION ALL SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext WHERE stxnamespace IN (SELECT oid FROM here)
    UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE connamespace IN (SELECT oid FROM here)
    UNION ALL SELECT 'pg_attrdef'::regclass, oid FROM pg_attrdef WHERE adrelid IN (SELECT oid FROM relation)
    UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM relation)
    UNION ALL SELECT 'pg_policy'::regclass, oid FROM pg_policy WHERE polrelid IN (SELECT oid FROM relation)
    UNION ALL SELECT 'pg_rewrite'::regclass, oid FROM pg_rewrite WHERE ev_class IN (SELECT oid FROM relation))`;
}
