import type { Client } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { readCasts } from '../../catalogue/casts/read-casts';
import { readLeftBehind } from '../../catalogue/classes/read-left-behind';
import { readExtensions } from '../../catalogue/extensions/read-extensions';
import { isMark } from '../../cluster/database-mark';
import { printing } from '../../connect';
import type { Sides } from '../compare/compare-columns';

/**
 * What a copy's database holds beside the plan's schemas, and no plan brings: other schemas and what is in them, large objects,
 * extensions, casts, publications, event triggers, servers, settings, and rights of roles. Sandgate's own hand-over is
 * not among it: the mark of a sandbox, and the rights of its role.
 */
export async function readAdditions(
  plan: ScrubPlan,
  { source, target }: Sides,
  schemasThere: readonly string[],
): Promise<string[]> {
  const there = [...schemasThere];
  const behind = await readLeftBehind(target, there);
  const comment = await commentOf(target);
  const expected = new Set((await readExtensions(source, plan.schemas)).map(({ name }) => name));
  const casts = new Set((await readCasts(source, plan.schemas)).map(({ object }) => object));
  return [
    ...(await readObjects(target, there)),
    ...behind
      .map(({ object }) => object)
      .filter((object) => !object.startsWith('rights of roles') && !printingOnly.has(object))
      .filter((object) => object !== 'comment on the database' || !isMark(comment ?? '')),
    ...(await readRights(target)),
    ...(await readExtensions(target, there))
      .filter(({ name }) => !expected.has(name))
      .map(({ name }) => `extension ${name}`),
    ...(await readCasts(target, there))
      .filter(({ object, inside }) => !inside && !casts.has(object))
      .map(({ object }) => object),
  ];
}

/** Settings that say how values print change nothing of a copy; a database may have had them before. */
const printingOnly = new Set(Object.keys(printing).map((name) => `setting ${name} of the database`));

async function commentOf(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ comment: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_catalog.pg_database WHERE datname = current_database()`,
  );
  return rows[0]?.comment ?? null;
}

/** Schemas that are not the plan's, and relations, functions and types in `public`; what belongs to extensions is theirs. */
async function readObjects(client: Client, schemas: string[]): Promise<string[]> {
  const isOwn = (catalogue: string, oid: string) =>
    `NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype IN ('e', 'i'))`;
  const { rows } = await client.query<{ object: string }>(
    `WITH other AS (SELECT oid, nspname FROM pg_catalog.pg_namespace n
                     WHERE nspname <> ALL ($1) AND nspname !~ '^pg_' AND nspname <> 'information_schema' AND ${isOwn('pg_namespace', 'n.oid')})
     SELECT format('schema %I', nspname) AS object FROM other
      WHERE nspname <> 'public' AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_extension x WHERE x.extnamespace = other.oid)
     UNION ALL
     SELECT format('%s %I.%I', CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' WHEN 'f' THEN 'foreign table' ELSE 'table' END, nspname, c.relname)
       FROM pg_catalog.pg_class c JOIN other ON other.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f') AND ${isOwn('pg_class', 'c.oid')}
     UNION ALL
     SELECT format('function %I.%I', nspname, p.proname) FROM pg_catalog.pg_proc p JOIN other ON other.oid = p.pronamespace WHERE ${isOwn('pg_proc', 'p.oid')}
     UNION ALL
     SELECT format('type %I.%I', nspname, t.typname) FROM pg_catalog.pg_type t JOIN other ON other.oid = t.typnamespace
      WHERE t.typtype IN ('d', 'e', 'r') AND ${isOwn('pg_type', 't.oid')}
      ORDER BY 1`,
    [schemas],
  );
  return rows.map(({ object }) => object);
}

/** Rights of roles on single objects. Whoever reads, owns, or is a role of a sandbox has them by the hand-over. */
async function readRights(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ object: string }>(
    `SELECT DISTINCT format('right of %I on %s', r.rolname, pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)) AS object
       FROM pg_catalog.pg_shdepend d JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid
      WHERE d.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AND d.deptype = 'a'
        AND d.classid <> 'pg_catalog.pg_default_acl'::regclass
        AND r.rolname <> current_user AND r.rolname !~ '^(sb[rl]_|sandgate_)' ORDER BY 1`,
  );
  return rows.map(({ object }) => object);
}
