import { createRandom } from './writing/random';

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/**
 * The live API key of a production tenant, the same on every machine: `fabrica_live_` and 43 characters. Its hash is
 * in the tenant's `api_keys`. It opens nothing but the demo, and a sandbox must refuse it as production's.
 */
export function productionApiKey(tenant: string): string {
  const random = createRandom(`${tenant}/production key`);
  let secret = '';
  while (secret.length < 43) secret += random.pick(Array.from(alphabet));
  return `fabrica_live_${secret}`;
}
