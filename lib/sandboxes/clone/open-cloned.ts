import { closeCopy, openCopy } from '../../provisioning';
import { clusterUrl } from '../cluster/cluster-connections';
import { findPlaces } from '../shut/find-places';

/**
 * Opens a sandbox again that was closed while it was cloned. One that was shut meanwhile stays closed, also where that happened
 * between the look and the opening. May be repeated; rejects with a ProvisioningError.
 */
export async function openCloned(sandboxId: string): Promise<void> {
  const options = { connections: { clusterUrl: clusterUrl() } };
  const { isShut, places } = await findPlaces(sandboxId);
  if (isShut) return;
  for (const place of places) await openCopy(place, options);
  const later = await findPlaces(sandboxId);
  if (later.isShut) for (const place of later.places) await closeCopy(place, options);
}
