import { escapeIdentifier } from 'pg';
import { endSessions } from './cluster/end-sessions';
import { withConnection } from './connect';
import { parseDatabaseName, parseRoleName } from './names';
import { ProvisioningError, toProvisioningError } from './provisioning-error';
import type { EngineConnections } from './sandbox-plan';

type Place = { database: string; role: string };
type Options = { connections: Pick<EngineConnections, 'clusterUrl'> };

/**
 * Closes a sandbox's database without touching its rows: its role can sign in no more, and whoever is in is put out. May
 * be repeated. Rejects with a ProvisioningError when a session would not end (`object_in_use`) or the cluster does not
 * answer; the role is closed by then, or not, and the next call goes on.
 */
export async function closeSandbox(place: Place, { connections }: Options): Promise<void> {
  const { database, role } = assertOurs(place);
  await onCluster(connections, 'closing a sandbox', async (cluster) => {
    await cluster.query(`ALTER ROLE ${escapeIdentifier(role)} NOLOGIN`);
    const left = await endSessions(cluster, { applications: [], databases: [database], roles: [role] });
    if (left > 0)
      throw new ProvisioningError('object_in_use', `${left} sessions of ${database} would not end.`);
  });
}

/** Lets the role of a closed sandbox sign in again. May be repeated. Rejects with a ProvisioningError. */
export async function openSandbox(place: Place, { connections }: Options): Promise<void> {
  const { role } = assertOurs(place);
  await onCluster(connections, 'opening a sandbox', async (cluster) => {
    await cluster.query(`ALTER ROLE ${escapeIdentifier(role)} LOGIN`);
  });
}

type Cluster = Parameters<Parameters<typeof withConnection>[2]>[0];

async function onCluster(
  { clusterUrl }: Options['connections'],
  doing: string,
  work: (cluster: Cluster) => Promise<void>,
): Promise<void> {
  const session = { side: 'target', applicationName: 'sandgate/access' } as const;
  await withConnection(clusterUrl, session, async (cluster) => {
    try {
      await work(cluster);
    } catch (thrown) {
      throw toProvisioningError(thrown, 'target', doing);
    }
  });
}

function assertOurs(place: Place): Place {
  const isOurs =
    parseDatabaseName(place.database)?.use === 'published' && parseRoleName(place.role)?.use === 'tenant';
  if (!isOurs) throw new ProvisioningError('plan_invalid', 'That is no sandbox’s database and role.');
  return place;
}
