import type { Client } from 'pg';
import type { Look } from '../../certificate-format/destruction';
import type { EngineConnections } from '../build-order';
import { parseMark } from '../cluster/database-mark';
import { onCluster } from '../cluster/on-cluster';
import type { Expected } from './expected';
import { lookAtDependencies } from './look-at-dependencies';
import { lookForFiles } from './look-for-files';

/**
 * Looks for what was destroyed, by queries of its own: nothing here is shared with the code that drops, so that a fault
 * there is not repeated here. It looks for each part that is expected, by name and by the OIDs under which it existed, and
 * for databases and roles that bear the name or the mark of one of the copies and that nobody expected.
 *
 * What could not be asked is `not_looked_at`, with the reason. It changes nothing and may be repeated.
 */
export type Examined = Expected & { looks: Look[] };

type Row = { oid: number; name: string; comment?: string | null };

/** Rejects with a ProvisioningError when the cluster does not answer; nothing is certified then. */
export async function examineRemains(
  { copyIds, expected }: { copyIds: readonly string[]; expected: readonly Expected[] },
  { connections }: { connections: Pick<EngineConnections, 'clusterUrl' | 'markKey'> },
): Promise<Examined[]> {
  return onCluster(connections, examining, async (cluster) => {
    const found = { database: await databasesOf(cluster), role: await rolesOf(cluster) };
    const isTheirs = {
      database: ({ name, comment }: Row) =>
        copyIds.some((id) => name === `sb_${id}` || name.startsWith(`sb_${id}_`)) ||
        copyIds.includes(parseMark(comment ?? null, connections.markKey)?.copyId ?? ''),
      role: ({ name }: Row) =>
        copyIds.some((id) => name.startsWith(`sbr_${id}_`) || name.startsWith(`sbl_${id}_`)),
    };
    const examined: Examined[] = [];
    for (const part of [...expected, ...unexpected(expected, found, isTheirs)]) {
      const looks = [lookInCatalogue(part, found[part.kind])];
      looks.push(...(await lookAtDependencies(cluster, part)));
      if (part.kind === 'database') looks.push(await lookForFiles(cluster, part.oids));
      examined.push({ ...part, looks });
    }
    return examined;
  });
}

const examining = { applicationName: 'sandgate/examine', doing: 'looking for what was destroyed' };

type Found = Record<Expected['kind'], { table: string; rows: Row[] }>;

async function databasesOf(cluster: Client): Promise<Found['database']> {
  const { rows } = await cluster.query<Row>(
    `SELECT oid, datname AS name, shobj_description(oid, 'pg_database') AS comment FROM pg_database`,
  );
  return { table: 'pg_database', rows };
}

/** `pg_authid` holds verifiers of passwords, so few roles may read it; `pg_roles` shows the same rows without them. */
async function rolesOf(cluster: Client): Promise<Found['role']> {
  const { rows: may } = await cluster.query<{ may: boolean }>(
    `SELECT has_table_privilege('pg_authid', 'SELECT') AS may`,
  );
  const table = may[0]?.may ? 'pg_authid' : 'pg_roles';
  const { rows } = await cluster.query<Row>(`SELECT oid, rolname AS name FROM ${table}`);
  return { table, rows };
}

/** What bears the name or the mark of one of the copies and stands in no record. */
function unexpected(
  expected: readonly Expected[],
  found: Found,
  isTheirs: Record<Expected['kind'], (row: Row) => boolean>,
): Expected[] {
  return (['database', 'role'] as const).flatMap((kind) =>
    found[kind].rows
      .filter((row) => isTheirs[kind](row))
      .filter(({ name }) => !expected.some((part) => part.kind === kind && part.name === name))
      .map(({ name, oid }) => ({ kind, name, oids: [oid] })),
  );
}

function lookInCatalogue({ name, oids }: Expected, { table, rows }: Found['database']): Look {
  const where = oids.length > 0 ? `${table}, by name and by OID` : `${table}, by name`;
  const met = rows.find((row) => row.name === name || oids.includes(row.oid));
  if (!met) return { where, result: 'gone' };
  const why = met.name === name ? 'It is there.' : `It is there under the name ${met.name}.`;
  return { where, result: 'remains', why };
}
