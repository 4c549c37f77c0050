import type { Tx } from './transaction';

/**
 * Holds a named lock until the transaction ends, so that a rule over several rows (a quota, a count) is decided by one
 * transaction at a time. The name is hashed to 64 bits: two names that collide only wait for each other.
 */
export async function lockFor(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** Tables whose rows a decision may rest on without changing them. */
type HeldTable = 'Request' | 'Signature' | 'Person' | 'Tenant' | 'Product';

/**
 * Keeps rows as they are until the transaction ends (FOR SHARE): whoever is changing one is waited for, and whoever wants
 * to afterwards waits. What was read of them before counts no more; read them again. Ids of no row are passed over.
 */
export async function holdRows(tx: Tx, table: HeldTable, ids: readonly string[]): Promise<void> {
  await tx.$queryRawUnsafe(`SELECT id FROM "${table}" WHERE id = ANY($1) ORDER BY id FOR SHARE`, [...ids]);
}
