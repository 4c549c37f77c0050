/**
 * Cuts what a client of PostgreSQL sends into the pieces that can be lost: one message each, but a statement of the
 * extended protocol (Parse, Bind, Describe, Execute, Close, up to Sync or Flush) is one piece, since the server answers
 * it as one (PostgreSQL 18, 54.7 Message Formats).
 */
export type Piece = {
  /** `startup` for the first of a session, else the type byte of its last message. */
  type: string;
  bytes: Buffer;
};

/** The one request that is answered before a session begins, with a single byte. */
const sslRequestCode = 80_877_103;

/** Messages that the server answers only together with the Sync or Flush that follows. */
const unanswered = new Set(['P', 'B', 'D', 'E', 'C']);

export class ClientMessages {
  private pending = Buffer.alloc(0);
  private held: Buffer[] = [];
  private hasStarted = false;

  /** The pieces that are complete with this chunk. Keeps the rest. */
  add(chunk: Buffer): Piece[] {
    this.pending = Buffer.concat([this.pending, chunk]);
    const pieces: Piece[] = [];
    for (let message = this.take(); message; message = this.take()) {
      this.held.push(message.bytes);
      if (unanswered.has(message.type)) continue;
      pieces.push({ type: message.type, bytes: Buffer.concat(this.held) });
      this.held = [];
    }
    return pieces;
  }

  private take(): Piece | null {
    const lengthAt = this.hasStarted ? 1 : 0;
    if (this.pending.length < lengthAt + 4) return null;
    const size = lengthAt + this.pending.readInt32BE(lengthAt);
    if (this.pending.length < size) return null;
    const bytes = this.pending.subarray(0, size);
    this.pending = this.pending.subarray(size);
    if (this.hasStarted) return { type: String.fromCharCode(bytes[0] ?? 0), bytes };
    this.hasStarted = bytes.readInt32BE(4) !== sslRequestCode;
    return { type: 'startup', bytes };
  }
}
