import { bodyTooLarge } from './problem';

/**
 * How much a body may hold, in bytes, by what it is: a sentence that a standard prescribes, one object of a caller, or
 * a file of a person (a scrub plan of some two thousand tables is 4 MB). The web server refuses by declared length before anybody is asked for; a handler reads no
 * further than that once it knows who sends.
 */
export const bodyLimits = { sentence: 1_000, object: 1_000_000, file: 8_000_000 } as const;

/** The whole body. Throws `body_too_large` by its declared length, or as soon as more has come than may. */
export async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array> {
  // What is left of the body is not read, so nothing more can be said over this connection.
  const tooLarge = () => bodyTooLarge(mostBytes, { connection: 'close' });
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > mostBytes) {
      await reader?.cancel();
      throw tooLarge();
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}

/** The body of a file as text, in UTF-8. Throws `body_too_large`. */
export async function readFile(request: Request): Promise<string> {
  return new TextDecoder().decode(await readBytes(request, bodyLimits.file));
}
