import type { IncomingMessage } from 'node:http';
import { Problem, tryLater } from '@/lib/gateway/problem';
import { mostHeldBytes } from './bounds';

/** Bytes of all bodies that are held back in this process. */
let held = 0;

/**
 * Pieces that a body may come in: each costs the server some microseconds, however short it is. Networks deliver hundreds
 * of bytes at a time; chunks of a byte or two have one purpose.
 */
const mostPieces = (bytes: number) => 500 + bytes / 64;

export type Collected = {
  body: Buffer;
  /** Puts the body back, unchanged: whoever reads the request now finds it as if it had just arrived. */
  release: () => void;
};

export type Collector = {
  /** The whole body, or null when its sender went away. Rejects with a Problem once more has come than may. */
  collected: Promise<Collected | null>;
  /** Lowers how many bytes may come; rejects at once when more are here. */
  limit: (mostBytes: number) => void;
};

/**
 * Holds back a request's body until it is complete. It is counted as it comes, whatever length was declared; all bodies
 * that are held together may take so much memory and no more. To be called before anything else waits: what comes
 * earlier would go past it.
 */
export function collectBody(request: IncomingMessage, mostBytes: number): Collector {
  const chunks: Buffer[] = [];
  let [length, most, isSettled] = [0, mostBytes, false];
  let limit: Collector['limit'] = () => undefined;
  const collected = new Promise<Collected | null>((resolve, reject) => {
    const settle = () => {
      isSettled = true;
      held -= length;
      request.off('close', leave);
      Reflect.deleteProperty(request, 'push');
    };
    const leave = () => {
      settle();
      resolve(null);
    };
    const judge = () => {
      const problem = isSettled ? null : problemOf(length, most, chunks.length);
      if (!problem) return;
      settle();
      dropBody(request);
      reject(problem);
    };
    // What the parser calls for each piece and, with null, at the end; nobody else reads before `release`.
    request.push = (chunk: Buffer | null) => {
      if (chunk === null) {
        settle();
        const body = Buffer.concat(chunks, length);
        resolve({ body, release: () => handOn(request, body) });
        return false;
      }
      length += chunk.length;
      held += chunk.length;
      chunks.push(chunk);
      judge();
      return true;
    };
    limit = (bytes) => {
      most = bytes;
      judge();
    };
    request.once('close', leave);
  });
  // Whoever asks for it may do so later.
  collected.catch(() => undefined);
  return { collected, limit };
}

function problemOf(length: number, most: number, pieces: number): Problem | null {
  if (length > most) return tooLarge(most);
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

function handOn(request: IncomingMessage, body: Buffer): void {
  if (body.length > 0) request.push(body);
  request.push(null);
}

/** A body that is longer than what may be sent here. */
export function tooLarge(mostBytes: number): Problem {
  const most = mostBytes < 1_000_000 ? `${mostBytes / 1_000} kB` : `${mostBytes / 1_000_000} MB`;
  return new Problem('body_too_large', `A body has at most ${most} here. Send less at once.`);
}
