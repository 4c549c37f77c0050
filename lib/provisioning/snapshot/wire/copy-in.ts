import type { Duplex } from 'node:stream';
import type { Connection, Submittable } from 'pg';

/**
 * The writing half of a splice: runs `COPY … FROM STDIN` and writes ready-made CopyData messages to the server's socket.
 * What may be written is decided by the reading half, which sends the other server's messages unchanged: the message is
 * the same in both directions.
 */

const copyDoneMessage = Buffer.from([0x63, 0, 0, 0, 4]);

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

  /** Writes CopyData bytes; false asks the caller to wait for `onDrain` before more. */
  write(bytes: Buffer): boolean {
    return this.stream?.write(bytes) ?? true;
  }

  onDrain(listener: () => void): void {
    this.stream?.once('drain', listener);
  }

  /** All rows were written; the server stores them and answers through `done`. */
  end(): void {
    this.stream?.write(copyDoneMessage);
  }

  /** Gives the rows up: the server forgets them and `done` is rejected. Only between two whole messages. */
  fail(reason: string): void {
    const text = Buffer.from(`${reason}\0`);
    const header = Buffer.from([0x66, 0, 0, 0, 0]);
    header.writeUInt32BE(4 + text.length, 1);
    this.stream?.write(Buffer.concat([header, text]));
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
