/**
 * What PostgreSQL runs by itself for each row that is written, and that may look beyond the row: functions that people
 * wrote, and built-in ones that promise nothing. Whether such a function reads other tables stands only in its body, and
 * one that is declared immutable may read them all the same, so every one of them counts.
 */

/** Whether an expression of type pg_node_tree calls such a function; `which` narrows the functions `f` down. */
export const callsCode = (expression: string, which = 'true') => `EXISTS (
  SELECT FROM regexp_matches(${expression}::text, ':(?:op)?funcid (\\d+)', 'g') AS called (number)
    JOIN pg_catalog.pg_proc f ON f.oid = called.number[1]::oid
   WHERE (f.oid >= 16384 OR f.provolatile = 'v') AND ${which})`;

/**
 * Common table expressions (WITH RECURSIVE): in `holding`, each type that holds values of a domain whose check calls such a
 * function, and whether they lie inside of something: PostgreSQL validates no check of a domain there.
 */
export const holdingTypes = `
  coded AS (
    SELECT DISTINCT k.contypid AS domain FROM pg_catalog.pg_constraint k
     WHERE k.contype = 'c' AND k.contypid <> 0 AND ${callsCode('k.conbin')}),
  holding AS (
    SELECT domain, domain AS type, false AS inside FROM coded
    UNION
    SELECT h.domain, n.type, h.inside OR n.inside
      FROM holding h
      CROSS JOIN LATERAL (
        SELECT t.oid AS type, false AS inside FROM pg_catalog.pg_type t WHERE t.typbasetype = h.type
        UNION ALL SELECT t.typarray, true FROM pg_catalog.pg_type t WHERE t.oid = h.type AND t.typarray <> 0
        UNION ALL SELECT r.rngtypid, true FROM pg_catalog.pg_range r WHERE r.rngsubtype = h.type
        UNION ALL SELECT (to_jsonb(r) ->> 'rngmultitypid')::oid, true FROM pg_catalog.pg_range r
                   WHERE r.rngsubtype = h.type AND to_jsonb(r) ? 'rngmultitypid'
        UNION ALL SELECT c.reltype, true FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                   WHERE a.atttypid = h.type AND a.attnum > 0 AND c.reltype <> 0) AS n)`;
