import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../canonical-json';

/** What a command says about itself for the audit: ids, names of fields and counts; never a secret or a row's value. */
export type AuditEntry = {
  /** A past-tense fact, `noun.verbed`. */
  event: string;
  subject: { type: string; id: string };
  organizationId?: string | null;
  details?: Record<string, Json>;
};

/** One link of the chain as it is hashed. */
export type AuditLink = {
  seq: bigint;
  at: Date;
  actorId: string | null;
  actorName: string;
  actorRole: string;
  event: string;
  subjectType: string;
  subjectId: string;
  organizationId: string | null;
  details: Json;
  previousHash: string;
};

/** The hash before the first event. */
export const genesisHash = '0'.repeat(64);

/** SHA-256, in hex, over the canonical JSON of the link; every column takes part, so that no edit goes unseen. */
export function hashLink(link: AuditLink): string {
  const text = canonicalJson({
    seq: link.seq.toString(),
    // A time that no clock tells, such as infinity, can only be forged; it has no hash of ours.
    at: Number.isNaN(link.at.getTime()) ? 'no time' : link.at.toISOString(),
    actorId: link.actorId,
    actorName: link.actorName,
    actorRole: link.actorRole,
    event: link.event,
    subjectType: link.subjectType,
    subjectId: link.subjectId,
    organizationId: link.organizationId,
    details: link.details,
    previousHash: link.previousHash,
  });
  return createHash('sha256').update(text).digest('hex');
}
