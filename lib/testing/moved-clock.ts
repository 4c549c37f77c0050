import pg from 'pg';
import { databaseUrl } from '../db/client';

/**
 * Moves the clock of a test's own control database: every session that is opened after this reads a `clock_timestamp()` that
 * is as far ahead as was asked for last; so does the guard of the audit's chain. Call it before anything else in the file asks
 * the database. `now()` and columns' defaults stay with the server's own clock.
 */
export async function useMovedClock(): Promise<{ moveTo: (at: Date) => Promise<void> }> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    await client.query(`
      CREATE SCHEMA moved;
      CREATE TABLE moved.ahead (by interval NOT NULL);
      INSERT INTO moved.ahead VALUES ('0');
      CREATE FUNCTION moved.clock_timestamp() RETURNS timestamptz LANGUAGE sql
        AS 'SELECT pg_catalog.clock_timestamp() + by FROM moved.ahead';
      ALTER FUNCTION let_next_event_in() SET search_path = moved, pg_catalog, public, pg_temp;`);
    const { rows } = await client.query<{ path: string }>(
      `SELECT format('ALTER DATABASE %I SET search_path = moved, pg_catalog, public', current_database()) AS path`,
    );
    await client.query(rows[0]?.path ?? '');
  } finally {
    await client.end();
  }
  return {
    moveTo: async (at) => {
      const session = new pg.Client({ connectionString: databaseUrl() });
      await session.connect();
      try {
        await session.query('UPDATE moved.ahead SET by = $1::timestamptz - pg_catalog.clock_timestamp()', [
          at,
        ]);
      } finally {
        await session.end();
      }
    },
  };
}
