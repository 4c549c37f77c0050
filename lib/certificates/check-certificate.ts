import { canonicalJson, type Json } from '../canonical-json';
import { certificate } from '../certificate-format/certificate';
import { resultHash } from '../certificate-format/result-hash';
import { db } from '../db/client';
import { KnownError } from '../errors';
import { canonicalHash } from '../plan-format/canonical-hash';
import { manifestHash } from '../plan-format/plan-hash';
import { manifestContent } from '../sign-offs/manifest-content';
import { type CertificateFile, certificateFile } from './certificate-file';
import { judgeAuthenticity } from './judge-authenticity';
import { readSignedBasis } from './read-signed-basis';
import { writeCertificateFile } from './write-certificate-file';

/** One thing that was looked at, as a sentence; `holds` is null where it could not be. */
export type CertificateCheck = { holds: boolean | null; text: string };

/**
 * Reads the text of a certificate's file; a bare proof, which files held before signatures were part of them, is read as
 * one without a ground. Throws `invalid_input` for everything else.
 */
export function readCertificateFile(text: string): CertificateFile {
  const read = parseCertificate(text);
  const whole = certificateFile.safeParse(read);
  if (whole.success) return whole.data;
  const bare = certificate.safeParse(read);
  if (bare.success) return { certificateFile: 1, certificate: bare.data, signed: null, plan: null };
  throw new KnownError('invalid_input', 'The file is no certificate of this desk.');
}

/** The JSON in a certificate's file. Throws `invalid_input` where it is none. */
export function parseCertificate(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new KnownError('invalid_input', 'The file is no JSON.');
  }
}

/** What the file says about itself: every hash in it is computed again, and those that name each other have to agree. Pure. */
export function checkFile({ certificate: proof, signed, plan }: CertificateFile): CertificateCheck[] {
  const checks = [
    check(resultHash(proof) === proof.result, 'The proof comes to its own result'),
    check(proof.passed === (proof.failures.length === 0), 'The verdict is that of its failures'),
    check(
      manifestHash(proof.plan, canonicalHash(proof.structure)) === proof.manifest,
      'Plan and structure come to the hash that the copy was made by',
    ),
  ];
  if (!signed) return [...checks, { holds: null, text: 'The file holds no manifest and no signatures' }];
  const named = manifestContent.safeParse(signed.content).data?.plan;
  return [
    ...checks,
    check(canonicalHash(signed.content) === signed.hash, 'The manifest comes to the hash that was signed'),
    check(
      named?.copy === proof.manifest && named.hash === proof.plan,
      'The manifest names the plan and the structure of the proof',
    ),
    check(
      signed.signatures.length >= signed.needed,
      `As many people signed as the manifest demands (${signed.needed})`,
    ),
    ...(plan && named
      ? [check(plan.version === named.version, 'The kept columns are of the plan that was signed')]
      : []),
  ];
}

/**
 * Holds the file against the desk: its proof against the stored one and the audit, and its ground against what the desk
 * has of signatures and plan. What happened to a signature after the file was written is no difference. Reads alone.
 */
export async function checkAgainstDesk(file: CertificateFile): Promise<CertificateCheck[]> {
  const stored = await db().certificate.findFirst({
    where: { hash: file.certificate.result },
    select: {
      sandboxId: true,
      copyId: true,
      operationId: true,
      document: true,
      hash: true,
      passed: true,
      createdAt: true,
      sandbox: { select: { id: true, tenantId: true, requestId: true } },
    },
  });
  if (!stored) return [check(false, 'The desk knows a proof of this result')];
  const { document, authenticity } = await judgeAuthenticity(stored);
  const known = writeCertificateFile(document, await readSignedBasis(stored, document));
  const checks = [
    check(true, 'The desk knows a proof of this result'),
    check(isSame(known.certificate, file.certificate), 'It is the proof that the desk keeps'),
    {
      holds: authenticity.state === 'unrecorded' ? null : authenticity.state === 'recorded',
      text:
        authenticity.state === 'recorded'
          ? `Event ${authenticity.seq} of the audit holds its result`
          : 'The audit holds its result',
    },
  ];
  if (!file.signed) return checks;
  return [
    ...checks,
    check(isSame(asSigned(known), asSigned(file)), 'Manifest and signatures are those that the desk keeps'),
    check(isSame(known.plan, file.plan), 'The kept columns are those of the plan that the desk keeps'),
  ];
}

const check = (holds: boolean, text: string): CertificateCheck => ({ holds, text });

const isSame = (left: unknown, right: unknown) =>
  canonicalJson(asJson(left)) === canonicalJson(asJson(right));
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));

function asSigned({ signed }: CertificateFile) {
  return (
    signed && {
      ...signed,
      signatures: signed.signatures.map(({ voidedAt: _at, voidReason: _why, role: _role, ...rest }) => rest),
    }
  );
}
