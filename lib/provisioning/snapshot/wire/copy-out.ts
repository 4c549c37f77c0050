import type { Duplex } from 'node:stream';
import type { Connection, Submittable } from 'pg';

/**
 * The reading half of a splice: runs `COPY … TO STDOUT` and hands on what the server sends, without assembling rows. A
 * chunk of the socket may hold many rows or a part of one, so memory does not depend on the width of a row.
 *
 * PostgreSQL sends one CopyData message per row, but takes any cut of the stream, and takes large messages much faster
 * (a third of its time for rows of 100 bytes). So the rows of one chunk are moved together, in place, over the five
 * bytes of the headers between them.
 *
 * While the rows flow, the driver's own parser is taken off the socket; messages that are not rows (notices, parameter
 * changes, the end, an error) are passed to it byte by byte, so that the driver stays in step with the protocol
 * (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY).
 */

const copyData = 0x64; // d
const copyDone = 0x63; // c
const errorResponse = 0x45; // E
const headerLength = 5;

export type CopyOutEvents = {
  /** The next bytes of the COPY stream, without message headers, and how many rows began in them. */
  onRows: (bytes: Buffer, rowsBegun: number) => void;
  /** The server said that there are no more rows; the command itself is not complete yet. */
  onEnd: () => void;
};

type DataListener = (bytes: Buffer) => void;
type CommandComplete = { text: string };

/** A query for the `pg` driver; see above. `done` settles when the server is ready for the next query. */
export class CopyOut implements Submittable {
  readonly done: Promise<number>;
  private resolve: (rows: number) => void = () => {};
  private reject: (error: Error) => void = () => {};
  private stream: Duplex | undefined;
  private parser: DataListener | undefined;
  private readonly listener: DataListener = (bytes) => this.route(bytes);
  /** Bytes of the current message that are still to come, and where they go. */
  private pending = 0;
  private pendingIsRow = false;
  /** The beginning of a header that was cut by the end of a chunk. */
  private cutHeader: Buffer | undefined;
  private rows = 0;
  private pauses = 0;
  private failure: Error | undefined;

  constructor(
    private readonly sql: string,
    private readonly events: CopyOutEvents,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.done.catch(() => {});
  }

  submit(connection: Connection): void {
    this.stream = connection.stream;
    const [parser] = connection.stream.listeners('data');
    this.parser = (bytes) => parser?.call(connection.stream, bytes);
    connection.stream.removeAllListeners('data');
    connection.stream.on('data', this.listener);
    this.restore = () => {
      this.restore = () => {};
      connection.stream.removeListener('data', this.listener);
      if (isDataListener(parser)) connection.stream.on('data', parser);
    };
    connection.query(this.sql);
  }

  /** Stops reading from the server, which then stops sending; each call is undone by one `resume`. */
  pause(): void {
    this.pauses += 1;
    this.stream?.pause();
  }

  resume(): void {
    this.pauses -= 1;
    if (this.pauses === 0) this.stream?.resume();
  }

  private restore: () => void = () => {};

  private route(chunk: Buffer): void {
    const bytes = this.cutHeader ? Buffer.concat([this.cutHeader, chunk]) : chunk;
    this.cutHeader = undefined;
    let at = Math.min(this.pending, bytes.length);
    let rowsEnd = this.pendingIsRow ? at : 0;
    let rowsBegun = 0;
    if (!this.pendingIsRow && at > 0) this.parser?.(bytes.subarray(0, at));
    this.pending -= at;
    while (at < bytes.length) {
      if (bytes.length - at < headerLength) {
        this.cutHeader = bytes.subarray(at);
        break;
      }
      const code = bytes[at];
      if (code === copyDone || code === errorResponse) {
        if (rowsEnd > 0) this.handOn(bytes.subarray(0, rowsEnd), rowsBegun);
        this.finish(bytes.subarray(at), code === copyDone);
        return;
      }
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      const available = Math.min(end, bytes.length);
      this.pending = end - available;
      this.pendingIsRow = code === copyData;
      if (this.pendingIsRow) {
        rowsBegun += 1;
        bytes.copyWithin(rowsEnd, at + headerLength, available);
        rowsEnd += available - at - headerLength;
      } else this.parser?.(Buffer.from(bytes.subarray(at, available)));
      at = available;
    }
    if (rowsEnd > 0) this.handOn(bytes.subarray(0, rowsEnd), rowsBegun);
  }

  /**
   * What the receiver throws makes `done` reject. It must not reach the socket, where nobody would catch it and the query
   * would never end. The rows after it are read and dropped, so that the session stays of use.
   */
  private handOn(bytes: Buffer, rowsBegun: number): void {
    if (this.failure) return;
    try {
      this.events.onRows(bytes, rowsBegun);
    } catch (thrown) {
      this.failure = thrown instanceof Error ? thrown : new Error(String(thrown));
    }
  }

  /** The rows are over: the driver reads the socket again, beginning with the message that said so. */
  private finish(rest: Buffer, regularly: boolean): void {
    this.restore();
    if (regularly && !this.failure) this.events.onEnd();
    this.parser?.(rest);
  }

  handleCommandComplete(message: CommandComplete): void {
    this.rows = Number(message.text.split(' ')[1] ?? 0);
  }

  handleReadyForQuery(): void {
    this.restore();
    if (this.failure) this.reject(this.failure);
    else this.resolve(this.rows);
  }

  /** Called for the server's ErrorResponse (ReadyForQuery follows, but not to us) and for a lost connection. */
  handleError(error: Error): void {
    this.restore();
    this.failure = error;
    this.reject(error);
  }

  handleEmptyQuery(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
}

function isDataListener(listener: unknown): listener is DataListener {
  return typeof listener === 'function';
}
