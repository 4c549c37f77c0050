import type { Client } from 'pg';
import { CopyIn } from './copy-in';
import { CopyOut } from './copy-out';
import type { Throttle } from './throttle';

/**
 * Moves rows from one server to another: `COPY (SELECT …) TO STDOUT` here, `COPY … FROM STDIN` there, and the bytes
 * in between passed from socket to socket. Nothing is parsed but the five bytes that begin a message, so that half of
 * this process's CPU is saved and its memory stays flat whatever the width of a row.
 *
 * Backpressure is the sockets' own: when the target takes no more, the source is not read, and it stops sending.
 */

export type SpliceResult = { rows: number; bytes: number };

export type SpliceOptions = {
  source: Client;
  target: Client;
  /** `COPY (…) TO STDOUT` in text or binary form. */
  read: string;
  /** `COPY … FROM STDIN` of the same form and column order. */
  write: string;
  onProgress?: ((rows: number, bytes: number) => void) | undefined;
  throttle?: Throttle | undefined;
};

/** A failed splice says which side failed; `cause` is the driver's error, which may quote values: never print it. */
export class SpliceError extends Error {
  constructor(
    readonly side: 'source' | 'target',
    override readonly cause: unknown,
  ) {
    super(`the ${side} failed while rows were moving`);
    this.name = 'SpliceError';
  }
}

/**
 * Resolves with what was moved once both servers have completed their command and agree on the number of rows.
 * Otherwise rejects with a SpliceError. After a failure of the target the source's session is destroyed, since it would
 * go on sending; after a failure of the source the target's COPY is given up and stores nothing.
 */
export async function spliceCopy(options: SpliceOptions): Promise<SpliceResult> {
  const { source, target } = options;
  const total = { rows: 0, bytes: 0 };
  const input = target.query(new CopyIn(options.write));
  await input.ready.catch((cause) => {
    throw new SpliceError('target', cause);
  });

  const output = new CopyOut(options.read, {
    onRows: (bytes, rowsBegun) => {
      total.rows += rowsBegun;
      total.bytes += bytes.length;
      options.onProgress?.(rowsBegun, bytes.length);
      if (!input.write(bytes)) {
        output.pause();
        input.onDrain(() => output.resume());
      }
      options.throttle?.take(bytes.length, output);
    },
    onEnd: () => input.end(),
  });
  source.query(output);
  const targetFailed = input.done.then(
    () => undefined,
    (cause: unknown) => new SpliceError('target', cause),
  );
  const sourceEnded = output.done.then(
    (rows) => rows,
    (cause: unknown) => new SpliceError('source', cause),
  );

  const first = await Promise.race([targetFailed, sourceEnded]);
  if (first instanceof SpliceError) {
    if (first.side === 'target') {
      destroySession(source);
      throw first;
    }
    input.fail('the source stopped');
    await input.done.catch(() => {});
    throw first;
  }
  const sent = await sourceEnded;
  if (sent instanceof SpliceError) throw sent;
  const stored = await input.done.catch((cause: unknown) => {
    throw new SpliceError('target', cause);
  });
  if (stored !== sent)
    throw new SpliceError('target', new Error(`${sent} rows were sent and ${stored} stored`));
  return { rows: stored, bytes: total.bytes };
}

/** Cuts the connection without a word; the server ends what it was doing when it next writes or checks. */
export function destroySession(client: Client): void {
  client.connection.stream.destroy();
}
