import { Problem } from './problem';

/** What a program says about a change beyond its contents: what it was made from, and which intent it is. */

/** A version as an entity tag (RFC 9110, section 8.8.3), for ETag. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/**
 * The version that a change was made from, as If-Match says it (RFC 9110, section 13.1.1); null without one. Lists, weak
 * tags and `*` name no single version, and are refused.
 */
export function readIfMatch(headers: Headers): string | null {
  const given = headers.get('if-match');
  if (given === null) return null;
  const version = /^"([\x21\x23-\x7e]{1,64})"$/.exec(given.trim())?.[1];
  if (version !== undefined) return version;
  throw new Problem('invalid_parameter', 'If-Match names one version here, as ETag gave it: If-Match: "3".', {
    members: { parameter: 'if-match' },
  });
}

/**
 * The key under which the same request, sent again, is answered as it was the first time; undefined without one. It may
 * stand in quotes, as the IETF's draft of the header has it.
 */
export function readIdempotencyKey(headers: Headers): string | undefined {
  const given = headers.get('idempotency-key');
  if (given === null) return undefined;
  const key = /^("?)([\x21\x23-\x7e]{1,128})\1$/.exec(given.trim())?.[2];
  if (key !== undefined) return key;
  throw new Problem(
    'invalid_parameter',
    'An Idempotency-Key has 1 to 128 visible characters, and no space.',
    {
      members: { parameter: 'idempotency-key' },
    },
  );
}
