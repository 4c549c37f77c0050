import { closeCopy, openCopy } from '../../provisioning';
import { clusterUrl } from '../cluster/cluster-connections';
import { findPlaces } from '../shut/find-places';

/**
 * Opens a sandbox again that was closed while it was cloned. What must not be open then is closed, also where somebody decided
 * so between the look and the opening: all of a sandbox that was shut, and a copy that was put out of use. May be repeated;
 * rejects with a ProvisioningError.
 */
export async function openCloned(sandboxId: string): Promise<void> {
  const options = { connections: { clusterUrl: clusterUrl() } };
  const before = await findPlaces(sandboxId);
  if (!before.isShut) for (const place of before.places) await openCopy(place, options);
  const after = await findPlaces(sandboxId);
  const open = new Set(after.isShut ? [] : after.places.map(({ database }) => database));
  const closed = [...before.places, ...after.places].filter(({ database }) => !open.has(database));
  for (const place of closed) await closeCopy(place, options);
}
