import { Problem } from '@/lib/command/http/problem';

/** What an address is for, from its text alone, before Next.js takes it apart. */

/** Whether programs ask here: the desk's own API or a sandbox's. They are answered in JSON. */
export function isApi(url: string): boolean {
  return /^\/(api|s\/[^/?]+\/api)(\/|\?|$)/.test(url);
}

/** Whether a handler of the sandboxes' API serves this path; it bounds bodies itself, once it knows who calls. */
export function isGateway(path: string): boolean {
  return /^\/s\/[^/]+\/api\/[^/]/.test(path);
}

/**
 * Whether a program posts here that shows no page of ours and sends no cookie, which proves by what it carries that it may: a mail
 * provider, or the mail server.
 */
export function isOfPrograms(path: string): boolean {
  return isOneClick(path) || path === '/api/bounces';
}

/** Whether mail providers post here for a reader who pressed “unsubscribe” (RFC 8058): of no page of ours, by the link alone. */
function isOneClick(path: string): boolean {
  return /^\/api\/stop-mails\/[^/]+$/.test(path);
}

/**
 * The path of a request. Throws `malformed_address` for what cannot be one: not decodable as UTF-8, a NUL, or steps that
 * lead to another path than the one that is written; and `invalid_parameter`, naming it, for a NUL in the query, which no
 * database takes.
 */
export function readPath(url: string): string {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  if (!path.startsWith('/')) throw malformed('An address begins with a slash.');
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    throw malformed('This address cannot be decoded: it is not valid UTF-8, percent-encoded.');
  }
  if (decoded.includes('\0')) throw malformed('An address holds no NUL character.');
  if (/[/\\](\.|%2e){1,2}([/\\]|$)/i.test(path) || path.includes('\\'))
    throw malformed('An address holds no steps such as “..”.');
  if (at >= 0 && url.includes('%00', at)) refuseNul(new URLSearchParams(url.slice(at)));
  return path;
}

function refuseNul(search: URLSearchParams): void {
  for (const [name, value] of search) {
    if (!name.includes('\0') && !value.includes('\0')) continue;
    const parameter = name.replaceAll('\0', '').slice(0, 63);
    throw new Problem('invalid_parameter', `${parameter} holds a NUL character, which no column can.`, {
      members: { parameter },
    });
  }
}

function malformed(detail: string): Problem {
  return new Problem('malformed_address', detail);
}
