import type { Role } from '../access/actor';
import type { Json } from '../canonical-json';
import type { Certificate } from '../certificate-format/certificate';
import { db } from '../db/client';
import { canonicalHash } from '../plan-format/canonical-hash';
import { planHash } from '../plan-format/plan-hash';
import { scrubPlan } from '../plan-format/scrub-plan';
import { manifestContent } from '../sign-offs/manifest-content';
import { type KeptColumn, keptColumns } from './kept-columns';

/**
 * What a certificate rests on, as the desk keeps it: the manifest that people signed for its copy, who they were, and
 * what the plan behind it keeps. A certificate holds the hash that the engine came to, and a manifest names that hash as
 * `plan.copy`; everything here is found by those hashes and computed anew, so what does not agree is said.
 */
export type SignedBasis = {
  /** Null where nobody signed what this copy was made by. */
  signed: SignedManifest | null;
  /** The plan that the copy was made by; null where the desk has none of this hash. */
  plan: { version: number; kept: KeptColumn[] } | null;
};

export type SignedManifest = {
  /** SHA-256 over the canonical JSON of `content`. */
  hash: string;
  content: Record<string, Json>;
  /** People whose signatures it demands. */
  needed: number;
  /** False where the stored content does not come to its hash any more. */
  isWhole: boolean;
  /** Those that stood when the proof was made, in their order. */
  signatures: {
    name: string;
    role: Role;
    reason: string;
    signedAt: Date;
    /** What happened to it after the proof; null where it simply ran out. */
    voidedAt: Date | null;
    voidReason: string | null;
  }[];
};

export type ProvenCopy = {
  sandbox: { id: string; tenantId: string; requestId: string };
  copyId: string;
  createdAt: Date;
};

/** Reads both for the copy that this certificate is about. Reads alone. */
export async function readSignedBasis(proven: ProvenCopy, document: Certificate): Promise<SignedBasis> {
  const signed = await readSigned(proven, document);
  return { signed, plan: await readPlan(proven, signed, document) };
}

async function readSigned(
  { sandbox, copyId, createdAt }: ProvenCopy,
  document: Certificate,
): Promise<SignedManifest | null> {
  const copy = await db().sandboxCopy.findUnique({ where: { id: copyId }, select: { requestId: true } });
  const found = await db().signature.findMany({
    where: {
      requestId: copy?.requestId ?? sandbox.requestId,
      signedAt: { lte: createdAt },
      OR: [{ voidedAt: null }, { voidedAt: { gt: createdAt } }],
    },
    orderBy: { signedAt: 'asc' },
    select: {
      manifest: true,
      manifestHash: true,
      reason: true,
      signedAt: true,
      voidedAt: true,
      voidReason: true,
      signedBy: { select: { name: true, role: true } },
    },
  });
  const under = found.filter(({ manifest }) => {
    const { plan } = manifestContent.safeParse(manifest).data ?? {};
    return plan?.copy === document.manifest && plan.hash === document.plan;
  });
  const last = under.at(-1);
  if (!last) return null;
  const content = last.manifest as Record<string, Json>;
  return {
    hash: last.manifestHash,
    content,
    needed: manifestContent.parse(content).signatures,
    isWhole: canonicalHash(content) === last.manifestHash,
    signatures: under
      .filter(({ manifestHash }) => manifestHash === last.manifestHash)
      .map(({ signedBy, manifest: _manifest, manifestHash: _hash, ...signature }) => ({
        ...signature,
        ...signedBy,
      })),
  };
}

/** Versions may say the same: the one that was signed, otherwise the last one before the proof. */
async function readPlan(
  { sandbox, createdAt }: ProvenCopy,
  signed: SignedManifest | null,
  document: Certificate,
): Promise<SignedBasis['plan']> {
  const named = manifestContent.safeParse(signed?.content).data?.plan?.version;
  const version = await db().scrubPlanVersion.findFirst({
    where: {
      tenantId: sandbox.tenantId,
      hash: document.plan,
      ...(named === undefined ? { createdAt: { lte: createdAt } } : { version: named }),
    },
    orderBy: { version: 'desc' },
    select: { version: true, document: true },
  });
  if (!version) return null;
  const plan = scrubPlan.parse(version.document);
  return planHash(plan) === document.plan ? { version: version.version, kept: keptColumns(plan) } : null;
}
