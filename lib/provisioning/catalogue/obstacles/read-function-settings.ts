import type { ClientBase } from 'pg';

export type FunctionSetting = {
  /** Tells the function from all others. */
  id: string;
  /** The function, described. */
  object: string;
  /** The parameter that its definition sets. */
  setting: string;
};

/** Parameters that functions of the schemas set for the time they run (CREATE FUNCTION … SET). None of extensions. */
export async function readFunctionSettings(
  client: ClientBase,
  schemas: readonly string[],
): Promise<FunctionSetting[]> {
  const { rows } = await client.query<FunctionSetting>(
    `SELECT concat_ws(':', 'pg_catalog.pg_proc'::regclass::oid, p.oid, 0) AS id,
            format('function %I.%I', n.nspname, p.proname) AS object, lower(split_part(s.setting, '=', 1)) AS setting
       FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace, unnest(p.proconfig) AS s (setting)
      WHERE n.nspname = ANY ($1)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::regclass
                           AND d.objid = p.oid AND d.deptype = 'e')
      ORDER BY 2, 3`,
    [schemas],
  );
  return rows;
}

/** The names of those parameters, each once. */
export async function listFunctionParameters(
  client: ClientBase,
  schemas: readonly string[],
): Promise<string[]> {
  const settings = await readFunctionSettings(client, schemas);
  return [...new Set(settings.map(({ setting }) => setting))];
}
