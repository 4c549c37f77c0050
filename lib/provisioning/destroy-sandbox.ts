import { findObjects, removeObjects } from './cluster/remove-sandbox';
import { withConnection } from './connect';
import { isSandboxId } from './names';
import { ProvisioningError, toProvisioningError } from './provisioning-error';
import type { DestroyReport } from './report';
import type { EngineConnections, Ledger } from './sandbox-plan';

export type DestroyOptions = {
  connections: Pick<EngineConnections, 'clusterUrl' | 'markKey'>;
  ledger: Pick<Ledger, 'list' | 'gone'>;
};

/**
 * Removes a sandbox: the databases, baselines and roles of every attempt, with whoever is connected to them. Then it
 * looks again and reports what is left, which is nothing unless a session could not be ended. Destroying what is gone
 * already succeeds. It cannot be cancelled, and is meant to be repeated until its outcome is `destroyed`. With `upToAttempt`
 * later attempts are left alone: for a worker that takes back what it built and may have been superseded.
 *
 * Rejects with a ProvisioningError when the cluster or the ledger does not answer; the next call goes on.
 */
export async function destroySandbox(
  {
    sandboxId,
    upToAttempt = Number.POSITIVE_INFINITY,
  }: { sandboxId: string; upToAttempt?: number | undefined },
  { connections, ledger }: DestroyOptions,
): Promise<DestroyReport> {
  if (!isSandboxId(sandboxId)) throw new ProvisioningError('plan_invalid', 'That is no sandbox id.');
  const session = { side: 'target', applicationName: 'sandgate/clean-up' } as const;
  return withConnection(connections.clusterUrl, session, async (cluster) => {
    try {
      const find = async () =>
        (await findObjects(cluster, { ledger, connections }, sandboxId)).filter(
          ({ attempt }) => attempt <= upToAttempt,
        );
      const parts = await removeObjects(cluster, ledger, sandboxId, await find());
      const left = (await find()).filter((object) => object.exists);
      const remaining = left.map(({ name }) => name);
      return { outcome: remaining.length ? 'incomplete' : 'destroyed', parts, remaining };
    } catch (thrown) {
      throw toProvisioningError(thrown, 'target', 'destroying a sandbox');
    }
  });
}
