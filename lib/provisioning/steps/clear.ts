import { findObjects, removeObjects } from '../cluster/remove-sandbox';
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
    const { sandboxId, attempt } = build.plan;
    const { ledger } = build.options;
    const cluster = await build.cluster();
    const objects = await findObjects(cluster, ledger, sandboxId);
    if (objects.some((object) => object.exists && object.attempt > attempt))
      throw new ProvisioningError('attempt_superseded', 'A later attempt has already begun.');
    const earlier = objects.filter((object) => object.attempt < attempt);
    const parts = await removeObjects(cluster, ledger, sandboxId, earlier);
    const stuck = parts.find(({ state }) => state === 'remains');
    if (stuck)
      throw new ProvisioningError('object_in_use', `The ${stuck.kind} ${stuck.name} could not be removed.`);
    const dropped = parts.filter(({ state }) => state === 'dropped');
    return dropped.length ? { detail: `Removed ${dropped.map(({ name }) => name).join(', ')}.` } : {};
  },
};
