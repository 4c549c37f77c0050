import { deriveMarkKey } from '../../credentials/derive-mark-key';
import { env } from '../../env';
import { KnownError } from '../../errors';
import type { EngineConnections } from '../../provisioning';

/** The cluster that sandboxes are built on. Throws `unavailable` when it is not set. */
export function clusterUrl(): string {
  const url = env().CLUSTER_URL;
  if (!url)
    throw new KnownError(
      'unavailable',
      'CLUSTER_URL is not set: name the server that sandboxes are built on.',
    );
  return url;
}

/** The cluster and the key of the marks there, for whatever needs no production. Throws `unavailable`. */
export function clusterConnections(): Pick<EngineConnections, 'clusterUrl' | 'markKey'> {
  return { clusterUrl: clusterUrl(), markKey: deriveMarkKey() };
}
