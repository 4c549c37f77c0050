import type { CommandContext } from '../command/command';
import { toJson } from '../db/to-json';
import { conflict, invalidField } from '../errors';
import { createId } from '../ids';
import { planHash } from '../plan-format/plan-hash';
import { type ScrubPlan, scrubPlan } from '../plan-format/scrub-plan';
import { placeColumns, sourceOf } from '../products/tenant';
import { voidSignatures } from '../sign-offs/void-signatures';
import { checkPlanJob } from './check-plan.job';
import { lockPlan } from './lock-plan';
import { whyNotThisSource } from './plan';
import { findUnspent } from './sign-off/find-unspent';

export type PlanVersion = { id: string; version: number; document: ScrubPlan };

/** The latest version of a source's plan, or null. */
export async function latestVersion(
  tx: CommandContext<unknown>['tx'],
  tenantId: string,
): Promise<PlanVersion | null> {
  const found = await tx.scrubPlanVersion.findFirst({
    where: { tenantId },
    orderBy: { version: 'desc' },
    select: { id: true, version: true, document: true },
  });
  return found ? { ...found, document: scrubPlan.parse(found.document) } : null;
}

/**
 * Adds the next version of a source's plan, in the caller's transaction, and queues its check against the source.
 * Signatures under an earlier version that something could still be built under are void from here on, visibly: nobody signed this text.
 *
 * `after` is the version that the change was made on. Throws `state_conflict` when another one came first; of two
 * people who save at once, the unique pair of source and version lets one in. Throws `invalid_input` at `document` for the
 * plan of another source, or of another tenant in the same one.
 */
export async function addVersion(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  change: {
    tenantId: string;
    after: number;
    document: ScrubPlan;
    note: string;
    createdById: string | null;
    /** The earlier version whose document this is, where it is taken up again. */
    restores?: number;
  },
): Promise<{ version: number; hash: string }> {
  const { tenantId, after, note, createdById, restores = null } = change;
  const conflicted = conflict(
    'Somebody else changed this plan in the meantime. Reload the page and decide again.',
  );
  await lockPlan(tx, tenantId);
  if (((await latestVersion(tx, tenantId))?.version ?? 0) !== after) throw conflicted;
  const place = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: placeColumns });
  const objection = whyNotThisSource(change.document, sourceOf(place));
  if (objection) throw invalidField('document', objection);
  const version = after + 1;
  // What is stored is what every later reader will accept.
  const document = scrubPlan.parse(change.document);
  const hash = planHash(document);
  const id = createId();
  const { count } = await tx.scrubPlanVersion.createMany({
    data: [
      {
        id,
        tenantId,
        version,
        document: toJson(document),
        hash,
        note,
        createdById,
        restores,
        createdAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) throw conflicted;
  await voidSignatures({ tx, now, enqueue }, await findUnspent(tx, tenantId), {
    by: 'plan',
    reason: `The plan was changed: version ${version}.`,
  });
  await enqueue(checkPlanJob, { planVersionId: id });
  return { version, hash };
}
