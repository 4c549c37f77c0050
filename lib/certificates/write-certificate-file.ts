import type { Certificate } from '../certificate-format/certificate';
import { type CertificateFile, certificateFile } from './certificate-file';
import type { SignedBasis } from './read-signed-basis';

/** What the file of a certificate says: the proof, and its ground as the page shows it. Pure. */
export function writeCertificateFile(document: Certificate, { signed, plan }: SignedBasis): CertificateFile {
  return certificateFile.parse({
    certificateFile: 1,
    certificate: document,
    signed: signed && {
      hash: signed.hash,
      content: signed.content,
      needed: signed.needed,
      signatures: signed.signatures.map(({ signedAt, voidedAt, ...rest }) => ({
        ...rest,
        signedAt: signedAt.toISOString(),
        voidedAt: voidedAt?.toISOString() ?? null,
      })),
    },
    plan,
  });
}
