import type { Duplex } from 'node:stream';
import type { Connection, Submittable } from 'pg';

/**
 * The writing half of a splice: runs `COPY … FROM STDIN` and frames whatever bytes it is given as one CopyData message.
 * Where the stream is cut into messages means nothing to the server.
 */

/** A query for the `pg` driver. `ready` settles when the server asks for rows, `done` when the rows are stored. */
export class CopyIn implements Submittable {
  readonly ready: Promise<void>;
  readonly done: Promise<number>;
  private stream: Duplex | undefined;
  private resolveReady: () => void = () => {};
  private resolveDone: (rows: number) => void = () => {};
  private reject: (error: Error) => void = () => {};
  private rows = 0;

  constructor(private readonly sql: string) {
    const ready = new Promise<void>((resolve, reject) => {
      this.resolveReady = resolve;
      this.reject = reject;
    });
    this.done = new Promise((resolve, reject) => {
      this.resolveDone = resolve;
      const rejectReady = this.reject;
      this.reject = (error) => {
        rejectReady(error);
        reject(error);
      };
    });
    this.ready = ready;
    this.ready.catch(() => {});
    this.done.catch(() => {});
  }

  submit(connection: Connection): void {
    this.stream = connection.stream;
    connection.query(this.sql);
  }

  /** Writes bytes of the COPY stream; false asks the caller to wait for `onDrain` before more. */
  write(bytes: Buffer): boolean {
    if (!this.stream) return true;
    this.stream.cork();
    this.stream.write(message(0x64, bytes.length));
    const hasRoom = this.stream.write(bytes);
    this.stream.uncork();
    return hasRoom;
  }

  onDrain(listener: () => void): void {
    this.stream?.once('drain', listener);
  }

  /** All rows were written; the server stores them and answers through `done`. */
  end(): void {
    this.stream?.write(message(0x63, 0));
  }

  /** Gives the rows up: the server forgets them and `done` is rejected. */
  fail(reason: string): void {
    const text = Buffer.from(`${reason}\0`);
    this.stream?.write(Buffer.concat([message(0x66, text.length), text]));
  }

  handleCopyInResponse(): void {
    this.resolveReady();
  }

  handleCommandComplete(message: { text: string }): void {
    this.rows = Number(message.text.split(' ')[1] ?? 0);
  }

  handleReadyForQuery(): void {
    this.resolveDone(this.rows);
  }

  handleError(error: Error): void {
    this.reject(error);
  }
}

/** The five bytes that begin a message of this kind and length (the length counts itself, not the kind). */
function message(kind: number, length: number): Buffer {
  const header = Buffer.from([kind, 0, 0, 0, 0]);
  header.writeUInt32BE(4 + length, 1);
  return header;
}
