import type { Tx } from '../../db/transaction';
import { type ScrubPlan, scrubPlan } from '../../plan-format/scrub-plan';
import { builtKinds } from '../../requests/kinds/request-kind';
import { manifestContent } from '../../sign-offs/manifest-content';

/**
 * The plan under the latest sign-off for this source that was completed: as many people as its manifest demanded, whose
 * signatures counted at one time. Half of two signatures is no sign-off, and neither is one that was taken back, since a
 * later review folds away what it covers. One alone may be void and counts: that which a later version of the plan
 * voided, for then the difference to it is what is asked for.
 *
 * By another request, or by this one before its plan changed; it may be the present plan, and then nothing differs. Null
 * where there is none.
 */
export async function findLastSigned(
  tx: Tx,
  { requestId, planVersionId, tenantId }: { requestId: string; planVersionId: string; tenantId: string },
): Promise<{ version: number; document: ScrubPlan } | null> {
  const signatures = await tx.signature.findMany({
    where: {
      planVersion: { tenantId },
      request: { kind: { in: builtKinds } },
      NOT: { requestId, planVersionId },
    },
    orderBy: { signedAt: 'desc' },
    select: {
      requestId: true,
      manifestHash: true,
      manifest: true,
      planVersionId: true,
      signedAt: true,
      validUntil: true,
      voidedAt: true,
      voidedBy: true,
      signedBy: { select: { humanId: true } },
    },
  });
  const last = signatures.find(
    (each) => (!each.voidedAt || each.voidedBy === 'plan') && isComplete(each, signatures),
  );
  if (!last?.planVersionId) return null;
  const { version, document } = await tx.scrubPlanVersion.findUniqueOrThrow({
    where: { id: last.planVersionId },
    select: { version: true, document: true },
  });
  return { version, document: scrubPlan.parse(document) };
}

/** What a manifest of another form than today's is taken to have demanded. */
const mostSignatures = 2;

type Signed = {
  requestId: string;
  manifestHash: string;
  manifest: unknown;
  signedAt: Date;
  validUntil: Date;
  voidedAt: Date | null;
  signedBy: { humanId: string };
};

/** Whether this signature was the last of as many as it took, of those that stood when it was given. */
function isComplete(last: Signed, signatures: readonly Signed[]): boolean {
  const beside = signatures.filter(
    (each) =>
      each.requestId === last.requestId &&
      each.manifestHash === last.manifestHash &&
      (each.voidedAt === null || each.voidedAt > last.signedAt) &&
      each.signedAt <= last.signedAt &&
      each.validUntil > last.signedAt,
  );
  const people = new Set(beside.map(({ signedBy }) => signedBy.humanId)).size;
  return people >= (manifestContent.safeParse(last.manifest).data?.signatures ?? mostSignatures);
}
