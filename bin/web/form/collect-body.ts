import type { IncomingMessage } from 'node:http';
import { bodyTooLarge, Problem, tryLater } from '@/lib/command/http/problem';
import { mostHeldBytes } from './bounds';

/** Bytes of all bodies that are held back in this process. */
let held = 0;

/**
 * Pieces that a body may come in: each costs the server some microseconds, however short it is. Networks deliver hundreds
 * of bytes at a time; chunks of a byte or two have one purpose.
 */
const mostPieces = (bytes: number) => 500 + bytes / 64;

export type Collector = {
  /** The whole body, or null when its sender went away. Rejects with a Problem once more has come than may. */
  collected: Promise<Buffer | null>;
  /** Says how many bytes may come from now on; rejects at once when more are here. */
  limit: (mostBytes: number) => void;
};

/**
 * Holds back a request's body until it is complete; `putBack` hands it on. It is counted as it comes, whatever length was
 * declared; all bodies that are held together may take so much memory and no more. To be called before anything else
 * waits: what comes earlier would go past it.
 */
export function collectBody(request: IncomingMessage, mostBytes: number): Collector {
  const chunks: Buffer[] = [];
  let [length, most] = [0, mostBytes];
  const leave = () => settle(null);
  let settle: (outcome: Buffer | Problem | null) => void = () => undefined;
  const collected = new Promise<Buffer | null>((resolve, reject) => {
    settle = (outcome) => {
      settle = () => undefined;
      held -= length;
      request.off('close', leave);
      Reflect.deleteProperty(request, 'push');
      if (!(outcome instanceof Problem)) return resolve(outcome);
      dropBody(request);
      reject(outcome);
    };
  });
  const limit = (bytes: number) => {
    most = bytes;
    const problem = problemOf(length, most, chunks.length);
    if (problem) settle(problem);
  };
  // What the parser calls for each piece and, with null, at the end; nobody else reads before it is put back.
  request.push = (chunk: Buffer | null) => {
    if (chunk === null) {
      settle(Buffer.concat(chunks, length));
      return false;
    }
    length += chunk.length;
    held += chunk.length;
    chunks.push(chunk);
    limit(most);
    return true;
  };
  request.once('close', leave);
  // Whoever asks for it may do so later.
  collected.catch(() => undefined);
  return { collected, limit };
}

/** Puts a body back, unchanged: whoever reads the request now finds it as if it had just arrived. */
export function putBack(request: IncomingMessage, body: Buffer): void {
  if (body.length > 0) request.push(body);
  request.push(null);
}

function problemOf(length: number, most: number, pieces: number): Problem | null {
  if (length > most) return bodyTooLarge(most);
  if (pieces > mostPieces(length))
    return new Problem('malformed_body', 'This body comes in too many pieces.');
  return held > mostHeldBytes ? tryLater('unavailable', 'Too many forms at once.', 2) : null;
}

/** For a body that somebody else reads and counts: closes the connection when it comes in too many pieces. */
export function watchPieces(request: IncomingMessage): void {
  let [length, pieces] = [0, 0];
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    length += chunk?.length ?? 0;
    if (++pieces <= mostPieces(length)) return push(chunk, encoding);
    dropBody(request);
    request.socket.destroy();
    return false;
  };
}

/**
 * Keeps nothing of what still comes of a body that nobody will read. Node.js takes apart all that it has read of a
 * connection, up to 64 kB in eleven thousand pieces, whatever becomes of the connection meanwhile.
 */
export function dropBody(request: IncomingMessage): void {
  request.push = () => true;
}
