import type { Client } from 'pg';
import type { EngineConnections } from '../build-order';
import { withConnection } from '../connect';
import { toProvisioningError } from '../provisioning-error';

/**
 * Works in one session on the cluster's maintenance database. Rejects with a ProvisioningError, which says what was being
 * done (`doing`, as "closing a copy") where the server's own error does not.
 */
export async function onCluster<T>(
  { clusterUrl }: Pick<EngineConnections, 'clusterUrl'>,
  { applicationName, doing }: { applicationName: string; doing: string },
  work: (cluster: Client) => Promise<T>,
): Promise<T> {
  return withConnection(clusterUrl, { side: 'target', applicationName }, async (cluster) => {
    try {
      return await work(cluster);
    } catch (thrown) {
      throw toProvisioningError(thrown, 'target', doing);
    }
  });
}
