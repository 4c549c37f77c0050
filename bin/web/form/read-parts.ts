import { Problem } from '@/lib/command/http/problem';
import type { FormBounds } from './bounds';

/** One field of a form, its value still as bytes. */
export type FormPart = { name: string; value: Buffer };

/** Longer than any name of ours with its numbers. */
const longestHeader = 1_000;

/** RFC 2046, section 5.1.1: up to seventy characters; ours come from browsers, which use these. */
const formType = /^multipart\/form-data *; *boundary=("?)([\w'()+,./:=?-]{1,70})\1 *$/i;

/** The boundary that a content type names, or null when it is none of a form. */
export function readBoundary(contentType: string): string | null {
  return formType.exec(contentType)?.[2] ?? null;
}

/** A form holds more than its sender may send; whoever signed in may send more. */
export class TooMuch extends Error {}

/**
 * Takes a multipart body apart as browsers write it (RFC 7578): each part has the one header that names it, and no part is
 * a file. Throws a Problem for everything else, and TooMuch as soon as there are more parts than may be. Copies nothing.
 */
export function readParts(body: Buffer, boundary: string, bounds: FormBounds): FormPart[] {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const parts: FormPart[] = [];
  let at = delimiter.length - 2;
  if (!body.subarray(0, at).equals(delimiter.subarray(2))) throw noForm();
  for (;;) {
    if (startsWith(body, at, '--')) break;
    if (!startsWith(body, at, '\r\n')) throw noForm();
    if (parts.length === bounds.parts) throw new TooMuch();
    const head = body.subarray(at + 2, at + 2 + longestHeader);
    const headEnd = head.indexOf('\r\n\r\n');
    if (headEnd < 0) throw noForm();
    const from = at + 2 + headEnd + 4;
    const to = body.indexOf(delimiter, from);
    if (to < 0) throw noForm();
    parts.push({
      name: readName(head.toString('utf8', 0, headEnd)),
      value: body.subarray(from, to),
    });
    at = to + delimiter.length;
  }
  const rest = body.length - at - 2;
  if (rest > 2 || (rest > 0 && !startsWith(body, at + 2, '\r\n'))) throw noForm();
  return parts;
}

function startsWith(body: Buffer, at: number, text: string): boolean {
  return body[at] === text.charCodeAt(0) && body[at + 1] === text.charCodeAt(1);
}

const disposition = /^content-disposition: *form-data; *name="([^"\r\n]*)"$/i;

function readName(header: string): string {
  const name = disposition.exec(header)?.[1];
  if (name === undefined) throw noForm();
  return name.replace(/%(22|0D|0A)/gi, (code) => decodeURIComponent(code));
}

/** What nobody's browser sends for a form of ours. */
export function noForm(): Problem {
  return new Problem(
    'malformed_body',
    'This is no form of this desk. Open the page again and send it from there.',
  );
}
