import { certificate } from '../certificate-format/certificate';
import { type NamedColumn, namedColumns } from '../certificate-format/named-columns';
import { db } from '../db/client';
import type { ScrubPlan } from '../plan-format/scrub-plan';

/** A proof that failed: of which sandbox's copy, under which plan, and the columns of the present plan that it names. */
export type FailedProof = { slug: string; copyId: string; plan: string; columns: NamedColumn[] };

/** The latest proof of any copy of this source, where it failed; null where it passed or there is none. Reads alone. */
export async function findFailedProof(
  tenantId: string,
  present: Pick<ScrubPlan, 'tables'>,
): Promise<FailedProof | null> {
  const latest = await db().certificate.findFirst({
    where: { sandbox: { tenantId } },
    orderBy: { createdAt: 'desc' },
    select: { copyId: true, document: true, passed: true, sandbox: { select: { slug: true } } },
  });
  const read = latest?.passed === false ? certificate.safeParse(latest.document) : null;
  if (!latest || !read?.success) return null;
  const { sandbox, copyId } = latest;
  return { slug: sandbox.slug, copyId, plan: read.data.plan, columns: namedColumns(read.data, present) };
}
