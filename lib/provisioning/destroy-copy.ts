import type { EngineConnections, Ledger } from './build-order';
import { dropObject, exists } from './cluster/drop-object';
import { onCluster } from './cluster/on-cluster';
import { findObjects, removeObjects } from './cluster/remove-objects';
import { isCopyId, parseDatabaseName } from './names';
import { ProvisioningError } from './provisioning-error';
import type { DestroyReport } from './report';

export type DestroyOptions = {
  connections: Pick<EngineConnections, 'clusterUrl' | 'markKey'>;
  ledger: Pick<Ledger, 'list' | 'gone' | 'seen'>;
};

export type ToDestroy = {
  copyId: string;
  /** Later attempts are left alone: for a worker that takes back what it built and may have been superseded. */
  upToAttempt?: number | undefined;
  /** Databases and roles that other copies need: a baseline to which one of them returns, the role that they are used under. */
  spare?: readonly string[];
};

/**
 * Removes a copy: the databases, baselines and roles of every attempt, with whoever is connected to them. Then it
 * looks again and reports what is left, which is nothing unless a session could not be ended. Destroying what is gone
 * already succeeds. It cannot be cancelled, and is meant to be repeated until its outcome is `destroyed`.
 *
 * Rejects with a ProvisioningError when the cluster or the ledger does not answer; the next call goes on.
 */
export async function destroyCopy(
  { copyId, upToAttempt = Number.POSITIVE_INFINITY, spare = [] }: ToDestroy,
  { connections, ledger }: DestroyOptions,
): Promise<DestroyReport> {
  if (!isCopyId(copyId)) throw new ProvisioningError('plan_invalid', 'That is no sandbox id.');
  return onCluster(connections, cleanUp, async (cluster) => {
    const find = async () =>
      (await findObjects(cluster, { ledger, connections }, copyId)).filter(
        ({ name, attempt }) => attempt <= upToAttempt && !spare.includes(name),
      );
    const parts = await removeObjects(cluster, ledger, copyId, await find());
    const remaining = (await find()).filter((object) => object.exists).map(({ name }) => name);
    return { outcome: remaining.length ? 'incomplete' : 'destroyed', parts, remaining };
  });
}

/**
 * Removes a baseline to which nothing returns any more, once the copy that it was made of is gone, or a golden template that
 * nothing else is made from. As `destroyCopy` does, it looks again, succeeds for what is gone already, and rejects with a
 * ProvisioningError.
 */
export async function destroySealed(
  database: string,
  { connections, ledger }: DestroyOptions,
): Promise<DestroyReport> {
  const use = parseDatabaseName(database)?.use;
  if (use !== 'baseline' && use !== 'template')
    throw new ProvisioningError('plan_invalid', 'That is neither a baseline nor a template.');
  return onCluster(connections, cleanUp, async (cluster) => {
    const parts = [await dropObject(cluster, ledger, { kind: 'database', name: database })];
    const remaining = (await exists(cluster, 'database', database)) ? [database] : [];
    return { outcome: remaining.length ? 'incomplete' : 'destroyed', parts, remaining };
  });
}

const cleanUp = { applicationName: 'sandgate/clean-up', doing: 'destroying a copy' };
