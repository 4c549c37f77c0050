import { Problem } from '../../command/http/problem';
import { apiBaseUrl } from '../../credentials/api-key';
import { env } from '../../env';
import type { Caller } from '../callers/caller';

/** The address of a record or, without an id, of the list. */
export function recordUrl(caller: Caller, name: string, id?: string): string {
  const list = `${apiBaseUrl(env().PUBLIC_URL, caller.sandbox.slug)}/records/${name}`;
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`;
}

/** There is no record under this id, one that could not be an id included. */
export function noSuchRecord(): Problem {
  return new Problem('not_found', 'There is no record with this id.');
}
