import type { ClientBase } from 'pg';
import { setUnlogged } from '../../sessions/set-unlogged';

/** SHA-256 over a fresh key and a value, which a session computes without the key coming into its server's log. */

const setting = 'sandgate_proof.key';

/** Gives a session the key that `keyedDigest` uses from now on. */
export const shareKey = (client: ClientBase, key: Buffer) =>
  setUnlogged(client, setting, key.toString('hex'));

/** SQL of a digest in hexadecimal of a text's SQL. */
export const keyedDigest = (text: string) =>
  `encode(sha256(decode(current_setting('${setting}'), 'hex') || convert_to(${text}, 'UTF8')), 'hex')`;
