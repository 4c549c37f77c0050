import type { ClientBase, Connection, Submittable } from 'pg';

/**
 * Gives a session a value that no log of its server may hold: a key, or a row's value.
 *
 * A statement's text and its parameters stand in the log wherever `log_statement` or `log_min_duration_statement` say so. The
 * protocol's function call (PostgreSQL 18, 54.2.4) is logged as the function's name alone, and shows as `<FASTPATH>` in
 * pg_stat_activity. So `set_config` is called that way.
 *
 * The setting lasts as long as the session, or with `local` as long as the transaction. Rejects with the server's error.
 */
export async function setUnlogged(
  client: ClientBase,
  name: string,
  value: string,
  local = false,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (error: unknown) => (error ? reject(error) : resolve());
    client.query(new FunctionCall(setConfig, [name, value, local ? 't' : 'f'], done));
  });
}

/** pg_catalog.set_config(text, text, boolean); built-in functions keep their number in every release. */
const setConfig = 2078;

/** What the driver's parser says of the answer to a function call, whose type of message it does not know. */
const answered = `received invalid response: ${'V'.charCodeAt(0).toString(16)}`;

/**
 * One function call in the driver's queue, arguments and result as text. The driver hands each message to the entry that is
 * in work; the answer reaches it as an error of the parser, and the session goes on with the next entry as after any other.
 */
class FunctionCall implements Submittable {
  constructor(
    private readonly oid: number,
    private readonly args: readonly string[],
    private readonly done: (error?: unknown) => void,
  ) {}

  submit(connection: Connection): void {
    connection.stream.write(functionCall(this.oid, this.args));
  }

  handleError(error: unknown): void {
    this.done(error instanceof Error && error.message === answered ? undefined : error);
  }

  /** Comes without an answer only from a driver that has learnt to read it. */
  handleReadyForQuery(): void {
    this.done();
  }
}

/** The message `FunctionCall` as bytes. */
function functionCall(oid: number, args: readonly string[]): Buffer {
  const asText = int16(0);
  const parts = args.map((arg) => Buffer.from(arg)).flatMap((bytes) => [int32(bytes.length), bytes]);
  const body = Buffer.concat([int32(oid), int16(1), asText, int16(args.length), ...parts, asText]);
  return Buffer.concat([Buffer.from('F'), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
