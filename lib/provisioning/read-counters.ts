import type { EngineConnections } from './build-order';
import { onCluster } from './cluster/on-cluster';

/**
 * What the server has counted in the databases of a cluster, from its cumulative statistics (PostgreSQL documentation,
 * "pg_stat_database"): one statement in the maintenance database, and no session in any other. The figures of a session arrive
 * within a second while it works and are whole once it has ended.
 *
 * All begin anew after a crash of the server, and those of one database when somebody resets them: a figure then is smaller
 * than before, or `since` another one.
 */
export type DatabaseCounters = {
  /** Sessions that were begun. */
  sessions: number;
  /** Milliseconds in which statements of sessions were at work. Autovacuum is none. */
  activeMs: number;
  /** Rows inserted, updated and deleted, those of the planner's statistics among them, which autovacuum writes as well. */
  tuples: number;
  /** Since when they count; null where they were never reset, and after a crash. */
  since: Date | null;
};

/** The one statement. */
export const countersSql = `
  SELECT datname AS database, sessions::float8 AS sessions, active_time AS "activeMs",
         (tup_inserted + tup_updated + tup_deleted)::float8 AS tuples, stats_reset AS since
    FROM pg_catalog.pg_stat_database
   WHERE datname IS NOT NULL`;

/** The counters of every database of the cluster, by its name. Rejects with a ProvisioningError. */
export function readCounters(
  connections: Pick<EngineConnections, 'clusterUrl'>,
): Promise<ReadonlyMap<string, DatabaseCounters>> {
  const session = { applicationName: 'sandgate/activity', doing: 'reading the counters of the databases' };
  return onCluster(connections, session, async (cluster) => {
    const { rows } = await cluster.query<DatabaseCounters & { database: string }>(countersSql);
    return new Map(rows.map(({ database, ...counters }) => [database, counters]));
  });
}
