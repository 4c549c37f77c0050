import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { readSequencePositions } from '../../catalogue/read-sequence-positions';

/**
 * Gives the target's sequences the positions that the source's have now, which are at or past those of any snapshot
 * taken before. Returns how many there are.
 */
export async function copySequences(source: Client, target: Client, schemas: string[]): Promise<number> {
  const sequences = await readSequencePositions(source, schemas);
  const calls = sequences.map(({ schema, name, lastValue, isCalled }) => {
    const sequence = escapeLiteral(`${escapeIdentifier(schema)}.${escapeIdentifier(name)}`);
    return `setval(${sequence}::regclass, ${lastValue}, ${isCalled})`;
  });
  // A SELECT may have 1,664 columns at most.
  for (let at = 0; at < calls.length; at += 500)
    await target.query(`SELECT ${calls.slice(at, at + 500).join(', ')}`);
  return sequences.length;
}
