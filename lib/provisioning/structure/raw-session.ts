import type { Client } from 'pg';

/**
 * A session of `pg` taken over below its protocol: bytes in, the server's whole answer out. Frames are read only as
 * far as needed to find where an answer ends and which SQLSTATE it held (PostgreSQL 18, 54.7 Message Formats).
 */
export type Reply = { bytes: Uint8Array; sqlstate?: string };
export type Exchange = (request: Uint8Array) => Promise<Reply>;

const readyForQuery = 'Z'.charCodeAt(0);
const errorResponse = 'E'.charCodeAt(0);
const sqlstateField = 'C'.charCodeAt(0);

/**
 * Detaches `pg` from its socket for good. The client must be idle, and must be ended by destroying its stream. One
 * exchange at a time; each rejects when the connection breaks.
 */
export function takeOverSocket(client: Client): Exchange {
  const socket = client.connection.stream;
  for (const event of ['data', 'error', 'end'] as const) socket.removeAllListeners(event);
  socket.on('error', () => undefined);
  return (request) =>
    new Promise((resolve, reject) => {
      const collector = new ReplyCollector();
      const finish = () => {
        socket.off('data', take);
        socket.off('close', lose);
      };
      const take = (chunk: Buffer) => {
        if (!collector.add(chunk)) return;
        finish();
        resolve({ bytes: collector.bytes(), sqlstate: collector.sqlstate });
      };
      const lose = () => {
        finish();
        reject(new Error('the session ended'));
      };
      if (socket.destroyed) return lose();
      socket.on('data', take);
      socket.on('close', lose);
      socket.write(request);
    });
}

/** Terminate (https://www.postgresql.org/docs/current/protocol-message-formats.html). */
const terminate = Buffer.from([0x58, 0, 0, 0, 4]);
/** A server that does not notice in this time is left to notice by itself. */
const mostLeavingMs = 5_000;

/**
 * Ends the session and resolves once the server has, so that the next one does not come on top of it: a source is promised
 * how many there are. Never rejects.
 */
export async function leaveSocket(client: Client): Promise<void> {
  const socket = client.connection.stream;
  if (socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, mostLeavingMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.resume();
    socket.end(terminate);
  });
  socket.destroy();
}

/** Gathers chunks until a ReadyForQuery frame is complete. Keeps only the head of the frame that is under way. */
class ReplyCollector {
  sqlstate: string | undefined;
  private readonly chunks: Buffer[] = [];
  private frame: Buffer = Buffer.alloc(0);

  /** True when the answer is whole. */
  add(chunk: Buffer): boolean {
    this.chunks.push(chunk);
    this.frame = this.frame.length ? Buffer.concat([this.frame, chunk]) : chunk;
    while (this.frame.length >= 5) {
      const size = 1 + this.frame.readInt32BE(1);
      if (this.frame.length < size) return false;
      if (this.frame[0] === errorResponse) this.sqlstate = sqlstateOf(this.frame.subarray(5, size));
      if (this.frame[0] === readyForQuery) return true;
      this.frame = this.frame.subarray(size);
    }
    return false;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.chunks));
  }
}

/** An ErrorResponse is a list of fields, each a letter and a zero-terminated text. */
function sqlstateOf(body: Buffer): string | undefined {
  for (let at = 0; at < body.length && body[at] !== 0; ) {
    const end = body.indexOf(0, at + 1);
    if (body[at] === sqlstateField) return body.toString('latin1', at + 1, end);
    at = end + 1;
  }
  return undefined;
}
