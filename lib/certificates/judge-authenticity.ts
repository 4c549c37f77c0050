import { type Certificate, certificate } from '../certificate-format/certificate';
import { resultHash } from '../certificate-format/result-hash';
import { db } from '../db/client';

/**
 * Whether a stored certificate is the one that was made. `altered`: the document does not come to its hash, or the audit
 * entry of its build holds another. `recorded`: document and audit agree, and `seq` is the audit's event. `unrecorded`:
 * its build has not ended, or was cancelled, so that the audit does not speak of it.
 */
export type Authenticity =
  | { state: 'recorded'; seq: number }
  | { state: 'unrecorded' }
  | { state: 'altered' };

export type StoredCertificate = {
  sandboxId: string;
  operationId: string | null;
  document: unknown;
  hash: string;
  passed: boolean;
};

/** Every event with which a build ends. */
const endings = ['copy.built', 'copy.build_failed', 'sandbox.built', 'sandbox.build_failed'];

/** Reads the document, and compares it with its own hash and with the audit. Throws where it is none at all. */
export async function judgeAuthenticity(
  stored: StoredCertificate,
): Promise<{ document: Certificate; authenticity: Authenticity }> {
  const document = certificate.parse(stored.document);
  const isWhole =
    document.result === stored.hash &&
    document.passed === stored.passed &&
    resultHash(document) === stored.hash;
  if (!isWhole) return { document, authenticity: { state: 'altered' } };
  if (stored.operationId === null) return { document, authenticity: { state: 'unrecorded' } };
  const event = await db().auditEvent.findFirst({
    where: {
      event: { in: endings },
      subjectType: 'sandbox',
      subjectId: stored.sandboxId,
      details: { path: ['operationId'], equals: stored.operationId },
    },
    orderBy: { seq: 'desc' },
    select: { seq: true, details: true },
  });
  if (!event) return { document, authenticity: { state: 'unrecorded' } };
  return { document, authenticity: compare(event, stored.hash) };
}

function compare({ seq, details }: { seq: bigint; details: unknown }, hash: string): Authenticity {
  const told = typeof details === 'object' && details !== null && 'certificate' in details;
  if (!told || details.certificate === null) return { state: 'unrecorded' };
  return details.certificate === hash ? { state: 'recorded', seq: Number(seq) } : { state: 'altered' };
}
