import type { ClientBase } from 'pg';
import { commentedName, commentsOfSchema } from './definitions/comments';
import { queryInSchema } from './query-in-schema';

export type CommentRow = {
  /** A phrase that names the object, the same whatever the search_path: `comment on column public.users.note`. */
  place: string;
  /** What its definition is called in `listDefinitions`. */
  name: string;
  /** What stands between COMMENT ON and IS. */
  object: string;
  text: string;
};

/**
 * Every comment of a schema that a fingerprint of it covers, each under a name that no other object has. Comments on
 * operator classes and families, conversions, and parsers and templates of text search are not among them.
 */
export function readComments(client: ClientBase, schema: string): Promise<CommentRow[]> {
  return queryInSchema(
    client,
    schema,
    ['place', 'name', 'object', 'text'],
    `SELECT 'comment on ' || CASE WHEN i.type LIKE '%column' THEN 'column' ELSE i.type END || ' ' || i.identity,
            ${commentedName},
            CASE WHEN i.type LIKE '%column' THEN 'COLUMN ' || i.identity
                 WHEN i.type = 'table constraint' THEN 'CONSTRAINT ' || i.identity
                 WHEN i.type = 'domain constraint'
                      THEN (SELECT format('CONSTRAINT %I ON DOMAIN %I.%I', k.conname, n.nspname, t.typname)
                              FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid
                              JOIN pg_namespace n ON n.oid = t.typnamespace WHERE k.oid = d.objoid)
                 WHEN i.type IN ('function', 'procedure', 'aggregate') THEN 'ROUTINE ' || i.identity
                 WHEN i.type = 'statistics object' THEN 'STATISTICS ' || i.identity
                 ELSE upper(i.type) || ' ' || i.identity END,
            d.description
       FROM (${commentsOfSchema}) AS d
      CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) AS i
      ORDER BY 1`,
  );
}
