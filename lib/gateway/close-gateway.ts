import { closeControlPool } from './callers/control-pool';
import { closeSandboxPools } from './sandbox-pool/sandbox-pools';

/** Closes every connection that the gateway holds, once the calls under way are answered; for the end of a web server. */
export async function closeGateway(): Promise<void> {
  await Promise.all([closeSandboxPools(), closeControlPool()]);
}
