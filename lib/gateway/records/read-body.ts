import { bodyLimits, readBytes } from '../../command/http/body';
import { Problem } from '../../command/http/problem';
import { findInexactNumber } from './find-inexact-number';

/** Deeper than any record of a sane product, shallow enough for every recursion below. */
const deepest = 32;

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/**
 * The request's body, one JSON object; what is larger than one belongs into a bulk load, not through here.
 * Refuses what could not be stored exactly as it was sent: invalid UTF-8, NUL and lone surrogates (which PostgreSQL's
 * text cannot hold), numbers that a double cannot hold. Of a name that stands twice the last value counts (RFC 8259).
 */
export async function readBody(request: Request): Promise<Record<string, JsonValue>> {
  const type = request.headers.get('content-type') ?? '';
  if (
    !/^application\/json *(; *charset="?utf-8"? *)?$/i.test(type) ||
    request.headers.has('content-encoding')
  )
    throw new Problem(
      'unsupported_media_type',
      'Send the record as application/json, in UTF-8, uncompressed.',
    );
  const text = decode(await readBytes(request, bodyLimits.object));
  const body = parse(text);
  const inexact = findInexactNumber(text);
  if (inexact !== null)
    throw new Problem(
      'invalid_record',
      `The number ${inexact} does not survive a double; send it as a string.`,
    );
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem('malformed_body', 'The body must be one JSON object: columns and their values.');
  for (const [column, value] of Object.entries(body)) refuseUnstorable(column, [column, value], 0);
  return body;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('malformed_body', 'The body is not valid UTF-8.');
  }
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('malformed_body', 'The body is not valid JSON.');
  }
}

/** NUL, or half of a surrogate pair. */
const unstorable = /[\0\p{Surrogate}]/u;

function refuseUnstorable(column: string, value: JsonValue, depth: number): void {
  const refuse = (reason: string) => {
    const name = unstorable.test(column) ? '' : column.slice(0, 63);
    return new Problem('invalid_record', reason, { members: { fields: { [name]: [reason] } } });
  };
  if (depth > deepest) throw refuse(`Values may be nested ${deepest} deep.`);
  if (typeof value === 'string' && unstorable.test(value))
    throw refuse('A NUL character or half of a surrogate pair cannot be stored.');
  if (typeof value !== 'object' || value === null) return;
  const inner = Array.isArray(value) ? value : Object.entries(value);
  for (const each of inner) refuseUnstorable(column, each, depth + 1);
}
