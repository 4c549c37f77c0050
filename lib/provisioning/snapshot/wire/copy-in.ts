import type { Duplex } from 'node:stream';
import type { Connection, Submittable } from 'pg';

/**
 * The writing half of a splice: runs `COPY … FROM STDIN` and frames the bytes it is given as CopyData messages. Where
 * the stream is cut into messages means nothing to the server, so small pieces are gathered: a source that masks hands
 * out 8 KB at a time, and each message wakes the target.
 */

/** What is gathered before it is sent. */
const messageBytes = 64 * 1024;

/** A query for the `pg` driver. `ready` settles when the server asks for rows, `done` when the rows are stored. */
export class CopyIn implements Submittable {
  readonly ready: Promise<void>;
  readonly done: Promise<number>;
  private stream: Duplex | undefined;
  private resolveReady: () => void = () => {};
  private resolveDone: (rows: number) => void = () => {};
  private reject: (error: Error) => void = () => {};
  private rows = 0;
  private gathered: Buffer[] = [];
  private gatheredBytes = 0;

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

  /** Takes bytes of the COPY stream, which must not change any more; false asks to wait for `onDrain` before more. */
  write(bytes: Buffer): boolean {
    this.gathered.push(bytes);
    this.gatheredBytes += bytes.length;
    return this.gatheredBytes < messageBytes || this.flush();
  }

  private flush(): boolean {
    const [pieces, length] = [this.gathered, this.gatheredBytes];
    this.gathered = [];
    this.gatheredBytes = 0;
    if (!this.stream || length === 0) return true;
    this.stream.cork();
    let hasRoom = this.stream.write(message(0x64, length));
    for (const piece of pieces) hasRoom = this.stream.write(piece);
    this.stream.uncork();
    return hasRoom;
  }

  onDrain(listener: () => void): void {
    this.stream?.once('drain', listener);
  }

  /** All rows were written; the server stores them and answers through `done`. */
  end(): void {
    this.flush();
    this.stream?.write(message(0x63, 0));
  }

  /** Gives the rows up: the server forgets them and `done` is rejected. */
  fail(reason: string): void {
    this.gathered = [];
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
