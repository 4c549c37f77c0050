import type { ClientBase } from 'pg';

export type LeftOut = { object: string };

/**
 * What the source's database holds beside its schemas and a sandbox does without. None of it stops a build; it is
 * named so that nobody is surprised. Large objects are counted and not listed.
 */
export async function readLeftOut(client: ClientBase, schema: string): Promise<LeftOut[]> {
  const { rows } = await client.query<LeftOut>(
    `SELECT format('event trigger %s', evtname) AS object FROM pg_event_trigger
     UNION ALL SELECT format('publication %s', pubname) FROM pg_publication
     UNION ALL SELECT format('%s large objects', count(*)) FROM pg_largeobject_metadata HAVING count(*) > 0
     UNION ALL SELECT format('invalid index %s', c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND NOT i.indisvalid
     ORDER BY 1`,
    [schema],
  );
  return rows;
}
