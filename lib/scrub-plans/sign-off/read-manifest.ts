import type { Json } from '../../canonical-json';
import { toJson } from '../../db/to-json';
import type { Tx } from '../../db/transaction';
import { canonicalHash } from '../../plan-format/canonical-hash';
import { signedManifestHash } from '../../plan-format/plan-hash';
import { scrubPlan } from '../../plan-format/scrub-plan';
import { engineVersion } from '../../provisioning';
import { signaturesNeeded } from './signatures-needed';

/**
 * What a signature binds: everything that decides which data reaches whom and for how long. The hash is taken over its
 * canonical JSON, so a change of any part, made by anybody, gives another hash, and a signature under the old one does
 * not count. The plan's own hash covers every column's class, mask and parameters, every reason and every row filter.
 * `plan.copy` is the hash that the copying engine has to come to by itself, inside the snapshot that it copies from: it
 * computes the structure's fingerprint there anew.
 */
export type ReviewManifest = {
  hash: string;
  content: Record<string, Json>;
  planVersionId: string | null;
  /** People of compliance that have to sign: two where something sensitive is kept as it is. */
  signaturesNeeded: number;
};

/**
 * The manifest of a request as it stands in this transaction, with the latest version of its source's plan where the
 * shape needs one. Null when the shape needs a plan and there is none yet.
 */
export async function readManifest(tx: Tx, requestId: string): Promise<ReviewManifest | null> {
  const request = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    include: { refreshes: { select: { id: true, slug: true, expiresAt: true } } },
  });
  const { shape, people, durationDays, configuration, seedSetName, tenantId, loadTest, features } = request;
  const terms = toJson({
    tenantId,
    shape,
    people,
    durationDays,
    configuration,
    seedSetName,
    loadTest,
    features,
  });
  const startsOn = request.startsOn?.toISOString().slice(0, 10) ?? null;
  const common = {
    ...(terms as Record<string, Json>),
    startsOn,
    engineVersion,
    ...inside(request.refreshes),
  };
  if (shape !== 'snapshot') return seal({ ...common, signatures: 1 }, null);
  const version = await tx.scrubPlanVersion.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } });
  if (!version) return null;
  const document = scrubPlan.parse(version.document);
  const plan = {
    version: version.version,
    hash: version.hash,
    structure: document.source.fingerprint,
    copy: signedManifestHash(document),
  };
  return seal({ ...common, signatures: signaturesNeeded(document), plan }, version.id);
}

/** A refresh is signed for one sandbox, which keeps its end. */
function inside(sandbox: { id: string; slug: string; expiresAt: Date } | null): Record<string, Json> {
  if (!sandbox) return {};
  const { id, slug, expiresAt } = sandbox;
  return { refreshes: { sandboxId: id, slug, endsAt: expiresAt.toISOString() } };
}

function seal(
  content: Record<string, Json> & { signatures: number },
  planVersionId: string | null,
): ReviewManifest {
  return { hash: canonicalHash(content), content, planVersionId, signaturesNeeded: content.signatures };
}
