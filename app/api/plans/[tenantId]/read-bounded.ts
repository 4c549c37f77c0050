import { KnownError } from '@/lib/errors';

/** A plan of some two thousand tables is 4 MB. In bytes. */
const mostBytes = 8_000_000;

/**
 * The body as text, read no further than eight megabytes: a longer one is refused by its declared length, or once so
 * much of it has come. Throws `too_large`.
 */
export async function readBounded(request: Request): Promise<string> {
  const tooLarge = new KnownError(
    'too_large',
    'This file is too large for a plan: eight megabytes at most. Choose the plan’s own file.',
  );
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge;
  const decoder = new TextDecoder();
  const reader = request.body?.getReader();
  let [text, bytes] = ['', 0];
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > mostBytes) {
      await reader?.cancel();
      throw tooLarge;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
