import { answerHeaders } from './problem';

/** JSON text as the answer. */
export function jsonAnswer(json: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(json, {
    status,
    headers: { ...answerHeaders, 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

/** A JSON file for the browser to keep. */
export function fileAnswer(
  { fileName, text }: { fileName: string; text: string },
  headers: Record<string, string> = {},
): Response {
  const name = fileName.replace(/[^\w.-]/g, '_');
  return jsonAnswer(text, 200, { 'content-disposition': `attachment; filename="${name}"`, ...headers });
}

/** Server-sent events (HTML, section 9.2), which a proxy passes on as they come. */
export function eventStreamAnswer(events: ReadableStream<Uint8Array>): Response {
  return new Response(events, {
    headers: { ...answerHeaders, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
  });
}
