import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';

type Setting = { routine: string; path: string };

/**
 * Gives a restored schema its neutral name. Whatever refers to objects by oid follows by itself. `SET search_path` of
 * functions is text and is rewritten here; text inside function bodies cannot be, and `findSchemaMentions` refuses it
 * before anything is built. Run it in the transaction that restored the structure. Does nothing when names are equal.
 */
export async function renameSchema(client: ClientBase, from: string, to: string): Promise<void> {
  if (from === to) return;
  await client.query(`ALTER SCHEMA ${escapeIdentifier(from)} RENAME TO ${escapeIdentifier(to)}`);
  const { rows } = await client.query<Setting>(
    `SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS routine,
            substr(c.setting, 13) AS path
       FROM pg_proc p
       JOIN pg_namespace n ON n.oid = p.pronamespace
      CROSS JOIN unnest(p.proconfig) AS c (setting)
      WHERE n.nspname = $1 AND c.setting LIKE 'search_path=%'`,
    [to],
  );
  for (const { routine, path } of rows) {
    const schemas = schemasOf(path).map((schema) => escapeIdentifier(schema === from ? to : schema));
    await client.query(`ALTER ROUTINE ${routine} SET search_path = ${schemas.join(', ') || "''"}`);
  }
}

/** The names of a stored search_path, unquoted: it is a list of identifiers, quoted where need be. */
function schemasOf(path: string): string[] {
  return [...path.matchAll(/"((?:[^"]|"")*)"|([^",\s]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
