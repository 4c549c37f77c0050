import type { Client } from 'pg';
import type { Side } from '../conditions/condition';

/**
 * Which server an error came from. A copy and its proof have sessions on both sides, and an error of the driver does not
 * say whose it is; so each session notes what its server reports.
 */
const sides = new WeakMap<object, Side>();

/** Has the errors of a session's server known by its side. Call before `connect`. */
export function noteErrors(client: Client, side: Side): void {
  client.connection.on('errorMessage', (error: object) => sides.set(error, side));
}

/** The side of the server that reported this error; undefined for what no server reported. */
export function sideOfError(thrown: unknown): Side | undefined {
  return typeof thrown === 'object' && thrown !== null ? sides.get(thrown) : undefined;
}

/**
 * What the server said last, where that was an error after which it took no statement any more: so it says why it ends a
 * session, and all that the driver reports afterwards is that the connection is gone. Call before `connect`.
 */
export function watchLastWords(client: Client): () => object | undefined {
  let words: object | undefined;
  client.connection.on('errorMessage', (error: object) => {
    words = error;
  });
  client.connection.on('readyForQuery', () => {
    words = undefined;
  });
  return () => words;
}
