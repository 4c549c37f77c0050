import { type DestructionCertificate, destructionCertificate } from '../../certificate-format/destruction';
import { resultHash } from '../../certificate-format/result-hash';
import { db } from '../../db/client';
import type { Authenticity } from '../judge-authenticity';

/**
 * Reads a stored certificate of a destruction, and compares it with its own hash and with the event of the audit that it was
 * issued with. Throws where the document is none at all.
 */
export async function judgeDestruction(stored: {
  sandboxId: string;
  document: unknown;
  hash: string;
}): Promise<{ document: DestructionCertificate; authenticity: Authenticity }> {
  const document = destructionCertificate.parse(stored.document);
  const isWhole = document.result === stored.hash && resultHash(document) === stored.hash;
  if (!isWhole) return { document, authenticity: { state: 'altered' } };
  const event = await db().auditEvent.findFirst({
    where: {
      event: 'sandbox.destroyed',
      subjectType: 'sandbox',
      subjectId: stored.sandboxId,
      details: { path: ['certificate'], equals: stored.hash },
    },
    select: { seq: true },
  });
  return {
    document,
    authenticity: event ? { state: 'recorded', seq: Number(event.seq) } : { state: 'altered' },
  };
}
