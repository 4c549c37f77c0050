import { closeControlPool } from './callers/control-pool';
import { closeTenantPools } from './tenant/tenant-pools';

/** Closes every connection that the gateway holds, once the calls under way are answered; for the end of a web server. */
export async function closeGateway(): Promise<void> {
  await Promise.all([closeTenantPools(), closeControlPool()]);
}
