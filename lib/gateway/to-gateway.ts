import { toResource } from '../command/http/to-resource';
import { byKey } from './callers/by-key';
import type { SandboxEndpoint } from './endpoint';

/** Makes the route handlers of one address of the sandboxes' API, for callers with a key; see `toResource`. */
export function toGateway<P extends { slug: string }>(
  endpoints: Partial<Record<'GET' | 'POST' | 'PATCH' | 'DELETE', SandboxEndpoint<P>>>,
) {
  return toResource(byKey, endpoints);
}
