import { type Client, escapeIdentifier } from 'pg';
import { errorCodeOf, ProvisioningError } from '../provisioning-error';

type Key = { name: string; child: string; parent: string; definition: string };

/**
 * Runs `work` inside the caller's transaction without the foreign keys from and to some tables, and adds these again with
 * their names and definitions, which checks every row. So rows can be exchanged without an ON DELETE rule reaching into other
 * tables, and what would point at nothing is refused (`data_invalid`) by the names of the tables. Needs ownership of the tables.
 */
export async function withoutForeignKeys(
  client: Client,
  schema: string,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows: keys } = await client.query<Key>(
    `SELECT k.conname AS name, format('%I.%I', n.nspname, c.relname) AS child, p.relname AS parent,
            pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0
        AND ((n.nspname = $1 AND c.relname = ANY ($2)) OR (pn.nspname = $1 AND p.relname = ANY ($2)))
      ORDER BY child, name`,
    [schema, tables],
  );
  for (const { child, name } of keys)
    await client.query(`ALTER TABLE ${child} DROP CONSTRAINT ${escapeIdentifier(name)}`);
  await work();
  for (const key of keys) await add(client, key);
}

async function add(client: Client, { child, parent, name, definition }: Key): Promise<void> {
  try {
    await client.query(`ALTER TABLE ${child} ADD CONSTRAINT ${escapeIdentifier(name)} ${definition}`);
  } catch (thrown) {
    if (errorCodeOf(thrown) !== '23503') throw thrown;
    throw new ProvisioningError(
      'data_invalid',
      `Rows of ${child} would point at rows of "${parent}" that are not there (foreign key "${name}").`,
      '23503',
      {
        cause: thrown,
        remedy: `Keep both tables or neither. Nothing was changed; reset the sandbox again with another choice.`,
      },
    );
  }
}
