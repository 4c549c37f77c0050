import { KnownError } from '../../errors';
import { log } from '../../log';
import { destroyCopy, ProvisioningError } from '../../provisioning';
import { clusterConnections } from '../cluster/cluster-connections';
import { clusterLedger } from '../cluster/cluster-ledger';

/**
 * Removes from the cluster what this attempt at a copy and those before it made: for a copy that is not handed over after
 * all. A later attempt's is left alone. Resolves with false where something is left or the cluster does not answer; the
 * next call goes on. A copy of which nothing was ever begun costs no session.
 */
export async function takeBack(copyId: string, upToAttempt: number): Promise<boolean> {
  if ((await clusterLedger.list(copyId)).length === 0) return true;
  try {
    const options = { connections: clusterConnections(), ledger: clusterLedger };
    const { outcome } = await destroyCopy({ copyId, upToAttempt }, options);
    return outcome === 'destroyed';
  } catch (error) {
    if (!(error instanceof ProvisioningError || error instanceof KnownError)) throw error;
    log.warn({ copyId, error }, 'a copy that is not handed over could not be removed yet');
    return false;
  }
}
