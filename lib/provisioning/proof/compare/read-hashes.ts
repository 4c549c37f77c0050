import type { ClientBase } from 'pg';
import { CopyOut } from '../../snapshot/wire/copy-out';
import { decodeHashes, type OnHash } from './decode-hashes';

/**
 * Reads columns of 64-bit hashes as fast as a server sends them: runs `SELECT` of bigint columns by COPY in binary form
 * and calls `onHash` for each that is not NULL. Resolves with the number of rows. Rejects with the driver's error.
 */
export async function readHashes(client: ClientBase, select: string, onHash: OnHash): Promise<number> {
  const output = new CopyOut(`COPY (${select}) TO STDOUT (FORMAT binary)`, {
    onRows: decodeHashes(onHash),
    onEnd: () => undefined,
  });
  client.query(output);
  return output.done;
}
