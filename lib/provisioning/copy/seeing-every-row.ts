import type { Client } from 'pg';

/**
 * Runs `look` in a transaction that is rolled back, with row security lifted that would hide rows from the tables' own
 * owner. Where a policy still applied, reading fails instead of returning fewer rows.
 */
export async function seeingEveryRow<T>(client: Client, schema: string, look: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const { rows } = await client.query<{ table: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS "table"
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relforcerowsecurity`,
      [schema],
    );
    for (const { table } of rows) await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await client.query('SET LOCAL row_security = off');
    return await look();
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}
