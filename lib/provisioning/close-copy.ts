import { escapeIdentifier } from 'pg';
import type { EngineConnections } from './build-order';
import { endSessions } from './cluster/end-sessions';
import { onCluster } from './cluster/on-cluster';
import { parseDatabaseName, parseRoleName } from './names';
import { ProvisioningError } from './provisioning-error';

type Place = { database: string; role: string };
type Options = { connections: Pick<EngineConnections, 'clusterUrl'> };

/**
 * Closes a copy's database without touching its rows: it takes no connections any more, and whoever is in is put out. The
 * sandbox's role goes on, since another copy is in use under it. May be repeated. Rejects with a ProvisioningError when a
 * session would not end (`object_in_use`) or the cluster does not answer; the database is closed by then, or not, and the
 * next call goes on.
 */
export async function closeCopy({ database }: Pick<Place, 'database'>, options: Options): Promise<void> {
  assertCopy(database);
  await onCluster(options.connections, access('closing a copy'), async (cluster) => {
    await cluster.query(`ALTER DATABASE ${escapeIdentifier(database)} ALLOW_CONNECTIONS false`);
    const left = await endSessions(cluster, { applications: [], databases: [database], roles: [] });
    if (left > 0)
      throw new ProvisioningError('object_in_use', `${left} sessions of ${database} would not end.`);
  });
}

/**
 * Lets the role of a closed copy in again. May be repeated. A copy that a release before decision 0108 closed was closed by a
 * role of its own, which is let in as well. Rejects with a ProvisioningError.
 */
export async function openCopy({ database, role }: Place, options: Options): Promise<void> {
  assertCopy(database);
  if (parseRoleName(role)?.use !== 'tenant') throw notOurs();
  await onCluster(options.connections, access('opening a copy'), async (cluster) => {
    await cluster.query(`
      ALTER ROLE ${escapeIdentifier(role)} LOGIN;
      ALTER DATABASE ${escapeIdentifier(database)} ALLOW_CONNECTIONS true`);
  });
}

const access = (doing: string) => ({ applicationName: 'sandgate/access', doing });

function assertCopy(database: string): void {
  if (parseDatabaseName(database)?.use !== 'published') throw notOurs();
}

const notOurs = () => new ProvisioningError('plan_invalid', 'That is no copy’s database and role.');
