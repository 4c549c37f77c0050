/**
 * The key as it was presented: `Authorization: Bearer <key>` (RFC 6750, section 2.1; the scheme in any case), else
 * `X-Api-Key: <key>`. Null when neither carries one. Keys in the address are not read, since addresses are logged.
 */
export function readPresentedKey(headers: Headers): string | null {
  const bearer = /^bearer +([^ ]+)$/i.exec(headers.get('authorization') ?? '');
  return bearer?.[1] ?? (headers.get('x-api-key') || null);
}
