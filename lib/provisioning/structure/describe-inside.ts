import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { readSequencePositions } from '../catalogue/read-sequences';
import { fingerprintOf } from './fingerprint';
import { listDefinitions } from './list-definitions';

/** What stands in a database, by hash: all that its schema defines, and the position of each sequence. */
export type Inside = { structure: string; sequences: string };

/**
 * Describes a schema as this server prints it, so that two databases of one cluster agree exactly when they are built alike
 * and their sequences stand alike. Needs SELECT on each sequence; runs nothing of the schema's own. A
 * schema without any object is described like one that is not there.
 */
export async function describeInside(client: ClientBase, schema: string): Promise<Inside> {
  const definitions = await listDefinitions(client, schema);
  const hash = createHash('sha256');
  for (const { name, lastValue, isCalled } of await readSequencePositions(client, [schema]))
    hash.update(`${JSON.stringify([name, lastValue, isCalled])}\n`);
  return { structure: fingerprintOf(definitions), sequences: hash.digest('hex') };
}
