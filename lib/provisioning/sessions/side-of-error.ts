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
