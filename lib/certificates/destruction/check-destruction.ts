import { canonicalJson } from '../../canonical-json';
import {
  type DestructionCertificate,
  destructionCertificate,
  remainingParts,
} from '../../certificate-format/destruction';
import { resultHash } from '../../certificate-format/result-hash';
import { db } from '../../db/client';
import type { CertificateCheck } from '../check-certificate';
import { judgeDestruction } from './judge-destruction';

/** The certificate of a destruction in a file's JSON; null where it is something else. */
export function readDestruction(json: unknown): DestructionCertificate | null {
  return destructionCertificate.safeParse(json).data ?? null;
}

/** What the file says about itself: its hash is computed again, and its sum is that of its parts. Pure. */
export function checkDestruction(document: DestructionCertificate): CertificateCheck[] {
  const looks = document.parts.flatMap((part) => part.looks);
  const count = (result: string) => looks.filter((each) => each.result === result).length;
  const { gone, notLookedAt } = document.summary;
  const unknown = document.backups.until === null;
  return [
    { holds: resultHash(document) === document.result, text: 'The certificate comes to its own result' },
    { holds: remainingParts(document.parts).length === 0, text: 'No part was found' },
    {
      holds: count('gone') === gone && count('not_looked_at') === notLookedAt,
      text: `The sum is that of its parts: ${gone} looks found nothing, ${notLookedAt} could not be made`,
    },
    {
      holds: unknown ? null : true,
      text: unknown
        ? 'It says until when write-ahead log and backups may hold copies'
        : `Write-ahead log and backups may hold copies until ${document.backups.until}`,
    },
  ];
}

/** Holds the file against the desk: the stored certificate and the audit. Reads alone. */
export async function checkDestructionAtDesk(document: DestructionCertificate): Promise<CertificateCheck[]> {
  const stored = await db().destructionCertificate.findUnique({ where: { id: document.id } });
  if (!stored) return [{ holds: false, text: 'The desk knows a certificate of this id' }];
  const known = await judgeDestruction(stored);
  const { authenticity } = known;
  return [
    { holds: true, text: 'The desk knows a certificate of this id' },
    {
      holds: canonicalJson(known.document) === canonicalJson(document),
      text: 'It is the certificate that the desk keeps',
    },
    {
      holds: authenticity.state === 'recorded',
      text:
        authenticity.state === 'recorded'
          ? `Event ${authenticity.seq} of the audit holds its result`
          : 'The audit holds its result',
    },
  ];
}
