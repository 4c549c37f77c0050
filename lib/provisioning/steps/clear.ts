import type { Client } from 'pg';
import { endSessions } from '../cluster/end-sessions';
import { findObjects, removeObjects } from '../cluster/remove-objects';
import { applicationName } from '../names';
import { ProvisioningError } from '../provisioning-error';
import type { Step } from '../step';

/**
 * Removes what earlier attempts of this sandbox have left, and ends their sessions: a worker that was thought dead
 * and is not finds its connections closed. Refuses when a later attempt has been here.
 */
export const clear: Step = {
  name: 'clear',
  title: 'Clearing away earlier attempts',
  isDone: async () => false,
  async run(build) {
    const { copyId, attempt } = build.order;
    const { ledger } = build.options;
    const cluster = await build.cluster();
    await endEarlierSessions(cluster, copyId, attempt);
    const objects = await findObjects(cluster, build.options, copyId);
    if (objects.some((object) => object.exists && object.attempt > attempt))
      throw new ProvisioningError('attempt_superseded', 'A later attempt has already begun.');
    const earlier = objects.filter((object) => object.attempt < attempt);
    const parts = await removeObjects(cluster, ledger, copyId, earlier);
    const stuck = parts.find(({ state }) => state === 'remains');
    if (stuck)
      throw new ProvisioningError('object_in_use', `The ${stuck.kind} ${stuck.name} could not be removed.`);
    const dropped = parts.filter(({ state }) => state === 'dropped');
    return dropped.length ? { detail: `Removed ${dropped.map(({ name }) => name).join(', ')}.` } : {};
  },
};

/** Also of those that have made nothing yet: a worker that wakes up must not begin to. */
async function endEarlierSessions(cluster: Client, copyId: string, attempt: number): Promise<void> {
  const earlier = Array.from({ length: attempt - 1 }, (_, at) => applicationName(copyId, at + 1));
  if (earlier.length > 0) await endSessions(cluster, { applications: earlier, databases: [], roles: [] });
}
