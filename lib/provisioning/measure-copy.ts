import { type Client, escapeIdentifier } from 'pg';
import { clock } from '../clock';
import { openConnection } from './connect';

/**
 * How full a sandbox is and how much was written in it, asked under its own tenant role: what is counted is what that
 * role may see, and nothing of the tenant's runs under another.
 *
 * Writes come from the server's cumulative statistics (PostgreSQL documentation, "The Cumulative Statistics System"):
 * rows inserted, updated and deleted since the database was made, its load included. They cost nothing, follow within
 * some ten seconds, and begin anew when the server had to recover from a crash: so the measure says for how long they count.
 */
export type TableMeasure = {
  rows: number;
  /** False where counting would have taken too long, and the planner's estimate stands instead. */
  isExact: boolean;
  writes: number;
};

export type Measured = {
  tables: Record<string, TableMeasure>;
  /** For how long the counters have been counting, as the server says; null where it does not. */
  countingMs: number | null;
};

/**
 * The server's own counters begin anew after a crash, together with those of all databases; a superuser may reset those of one.
 * Told as an age, since the clocks of two servers differ.
 */
const countingSql = `
  SELECT (extract(epoch FROM pg_catalog.clock_timestamp() - greatest(d.stats_reset, b.stats_reset)) * 1000)::float8 AS ms
    FROM pg_catalog.pg_stat_database AS d CROSS JOIN pg_catalog.pg_stat_bgwriter AS b
   WHERE d.datname = pg_catalog.current_database()`;

/** For all tables together: people wait for a page. */
const countingMs = 2_000;

type Found = { name: string; estimate: string; writes: string };

/** Tables with rows of their own, partitions one by one. */
const tablesSql = `
  SELECT c.relname AS name, greatest(c.reltuples, 0)::bigint AS estimate,
         coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0) AS writes
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_stat_all_tables AS s ON s.relid = c.oid
   WHERE n.nspname = $1 AND c.relkind = 'r'
     AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
   ORDER BY c.relpages, c.relname`;

/**
 * The tables of one schema by name, counted smallest first for two seconds and estimated from there on; with `forMs: 0` none
 * is counted. Rejects with a ProvisioningError when the database cannot be entered.
 */
export async function measureCopy(
  place: { database: string; schema: string; role: string; password: string },
  { clusterUrl, forMs = countingMs }: { clusterUrl: string; forMs?: number },
): Promise<Measured> {
  const client = await openConnection(clusterUrl, {
    side: 'target',
    applicationName: 'sandgate/measure',
    database: place.database,
    user: { name: place.role, password: place.password },
    statementTimeoutMs: countingMs,
    settings: { default_transaction_read_only: 'on' },
  });
  try {
    const { rows } = await client.query<Found>(tablesSql, [place.schema]);
    const until = clock.elapsed() + forMs;
    const measured: [string, TableMeasure][] = [];
    for (const { name, estimate, writes } of rows) {
      const counted = clock.elapsed() < until ? await count(client, place.schema, name) : null;
      const table = { rows: counted ?? Number(estimate), isExact: counted !== null, writes: Number(writes) };
      measured.push([name, table]);
    }
    const counting = await client.query<{ ms: number | null }>(countingSql);
    return { tables: Object.fromEntries(measured), countingMs: counting.rows[0]?.ms ?? null };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Null when it takes too long, or a rule of the table's own is in the way. */
async function count(client: Client, schema: string, table: string): Promise<number | null> {
  const from = `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
  try {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ONLY ${from}`);
    return Number(rows[0]?.n ?? 0);
  } catch {
    return null;
  }
}
