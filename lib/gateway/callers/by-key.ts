import type { Scope } from '../../access/scopes';
import type { Entrance } from '../../command/http/door';
import { Problem } from '../../command/http/problem';
import { authenticateCaller } from './authenticate-caller';
import type { Caller } from './caller';
import { challenge } from './challenge';

/** The way in of programs that call a sandbox: by one of its keys. Browsers add no key by themselves. */
export const byKey: Entrance<Caller, Scope, { slug: string }> = {
  identify: (request, { slug }) => authenticateCaller(request, slug),
  admit: requireScope,
  isOfBrowsers: false,
};

/** Throws 403 unless the caller's credential carries the scope (RFC 6750, section 3.1). */
function requireScope({ scopes, sandbox }: Caller, scope: Scope): void {
  if (scopes.includes(scope)) return;
  throw new Problem('insufficient_scope', `This takes the scope ${scope}, which this key does not carry.`, {
    members: { scope },
    headers: challenge(sandbox.slug, 'insufficient_scope', scope),
  });
}
