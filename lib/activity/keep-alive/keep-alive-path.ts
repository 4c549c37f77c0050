import { writeLinkToken } from '../../access/link-token';
import { daysAfter } from '../../days';
import { linkDays } from './keeping';

/** The path of the page on which this person keeps this sandbox without signing in. It counts for 30 days. */
export function keepAlivePath(whose: { personId: string; sandboxId: string }, now: Date): string {
  const content = { to: whose.personId, about: whose.sandboxId, until: daysAfter(now, linkDays) };
  return `/keep-alive/${writeLinkToken('keep-alive', content)}`;
}
