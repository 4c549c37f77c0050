import type { Scope } from '../access/scopes';
import type { Endpoint } from '../command/http/door';
import type { Caller } from './callers/caller';

/** What a sandbox's API does for one method of an address; `allow` is its scope. */
export type SandboxEndpoint<P extends { slug: string }> = Endpoint<Caller, Scope, P>;

/** The address of a list of records, and of one of them, in parts. */
export type ListParams = { slug: string; name: string };
export type RecordParams = ListParams & { id: string };

/** Declares an endpoint of a sandbox's API; the identity function, for its types. */
export function defineEndpoint<P extends { slug: string }>(endpoint: SandboxEndpoint<P>): SandboxEndpoint<P> {
  return endpoint;
}
