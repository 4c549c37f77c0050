import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';

/**
 * FORCE ROW LEVEL SECURITY makes policies hide rows from a table's own owner, who is the one that builds and proves a
 * copy. It is lifted from the tables of a copy that nobody else can connect to, and put back last of all, once checks,
 * materialized views, statistics and the proof have seen every row. A copy that ends before that is dropped.
 */

/** Lifts it in these schemas of the target, or of these tables of theirs. Returns the tables' names, in their schemas. */
export async function liftForce(
  client: Client,
  schemas: readonly string[],
  tables: readonly string[] | null = null,
): Promise<{ schema: string; table: string }[]> {
  const { rows } = await client.query<{ schema: string; table: string }>(
    `SELECT n.nspname AS schema, c.relname AS "table"
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND ($2::text[] IS NULL OR c.relname = ANY ($2)) AND c.relforcerowsecurity
      ORDER BY 1, 2`,
    [schemas, tables],
  );
  await alterAll(client, rows, 'NO FORCE');
  return rows;
}

/** Puts it back, all of it or none; `targetSchema` is what the tables' only schema is called by now. */
export async function restoreForce(
  client: Client,
  tables: readonly { schema: string; table: string }[],
  targetSchema?: string,
): Promise<void> {
  const there = tables.map(({ schema, table }) => ({ schema: targetSchema ?? schema, table }));
  await alterAll(client, there, 'FORCE');
}

async function alterAll(
  client: Client,
  tables: readonly { schema: string; table: string }[],
  force: 'FORCE' | 'NO FORCE',
): Promise<void> {
  const statements = tables.map(
    ({ schema, table }) =>
      `ALTER TABLE ${escapeIdentifier(schema)}.${escapeIdentifier(table)} ${force} ROW LEVEL SECURITY;`,
  );
  if (statements.length > 0) await client.query(statements.join('\n'));
}

/**
 * Runs `look` in a transaction that is rolled back, with row security lifted that would hide rows from the tables' own
 * owner. Where a policy still applied, reading fails instead of returning fewer rows.
 */
export async function seeingEveryRow<T>(client: Client, schema: string, look: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await liftForce(client, [schema]);
    await client.query('SET LOCAL row_security = off');
    return await look();
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}
