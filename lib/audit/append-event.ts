import type { Actor } from '../access/actor';
import type { Tx } from '../db/transaction';
import { type AuditEntry, hashLink } from './audit-event';

/**
 * Appends one event to the chain in the caller's transaction: the event exists if and only if the change it tells of
 * does. Locks the head row until commit, which puts all appends in one order; call it last, so that the lock is short.
 * `now` is the database's clock of this transaction. The database refuses an event that is not the next of the chain or
 * tells another time than its own, and moves the head itself (decision 0085).
 */
export async function appendEvent(tx: Tx, actor: Actor, entry: AuditEntry, now: Date): Promise<void> {
  const [head] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
    SELECT "seq", "hash" FROM "AuditHead" WHERE "id" = 1 FOR UPDATE`;
  if (!head) throw new Error('The audit chain has no head; the database was not migrated.');
  const link = {
    seq: head.seq + 1n,
    at: now,
    actorId: actor.kind === 'person' ? actor.id : null,
    actorName: actor.name,
    actorRole: actor.kind === 'person' ? actor.role : 'system',
    event: entry.event,
    subjectType: entry.subject.type,
    subjectId: entry.subject.id,
    organizationId: entry.organizationId ?? null,
    details: entry.details ?? {},
    previousHash: head.hash,
  };
  await tx.auditEvent.create({ data: { ...link, hash: hashLink(link) } });
}
