import type { Tx } from './transaction';

/**
 * Holds a named lock until the transaction ends, so that a rule over several rows (a quota, a count) is decided by one
 * transaction at a time. The name is hashed to 64 bits: two names that collide only wait for each other.
 */
export async function lockFor(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
