import { z } from 'zod';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { notFound } from '../errors';
import { diffPlans } from '../plan-format/diff-plans';
import { isObjectPlace, type ScrubPlan, scrubPlan } from '../plan-format/scrub-plan';
import { requestKinds } from '../requests/kinds/request-kind';
import { counted } from '../sandboxes/counted';
import { findFailedProof } from '../scrub-plans/find-failed-proof';
import { countGroups, planRefusal, planSamples } from '../scrub-plans/plan';
import { planRows } from '../scrub-plans/plan-rows';
import { scopeRows } from '../scrub-plans/scopes/scope-rows';
import { findLastSigned } from '../scrub-plans/sign-off/find-last-signed';
import { standUnder } from '../scrub-plans/sign-off/is-signed';
import { readManifest } from '../scrub-plans/sign-off/read-manifest';
import { buildsMade } from '../sign-offs/builds-made';
import { whyNotCounted } from '../sign-offs/judge-signatures';
import { judgedColumns } from '../sign-offs/read-signatures';
import { whyTooEarly } from './review';

/** The customer's sandboxes that stand beside a review; the page leads to the list of all. */
const shownHolds = 20;

/**
 * What a reviewer signs: the manifest and its hash; the plan by table with the open and the weakest columns first and
 * masked samples beside shapes; what changed since the plan that was last signed in full for this source; and what this
 * customer holds already. `manifest` is null while the source has no plan.
 */
export const getReview = defineQuery({
  name: 'review.get',
  input: z.object({ requestId: idInput }),
  allow: 'queue:read',
  run: async ({ input }) => {
    const request = await db().request.findUnique({
      where: { id: input.requestId },
      select: {
        id: true,
        kind: true,
        tenantId: true,
        organizationId: true,
        startsOn: true,
        organization: { select: { name: true } },
      },
    });
    if (!request) throw notFound('request');
    const { isBuilt } = requestKinds[request.kind];
    const manifest = await readManifest(db(), request.id);
    const now = await databaseNow(db());
    const held = { organizationId: request.organizationId, ...counted };
    const [signatures, made, holds, holdsInAll, plan] = await Promise.all([
      db().signature.findMany({
        where: { requestId: request.id },
        orderBy: { signedAt: 'desc' },
        select: { ...judgedColumns, id: true, reason: true },
      }),
      db().sandboxCopy.findMany({
        where: { requestId: request.id, readyAt: { not: null } },
        select: { readyAt: true },
      }),
      db().sandbox.findMany({
        where: held,
        orderBy: { createdAt: 'desc' },
        take: shownHolds,
        select: { slug: true, shape: true, state: true, expiresAt: true },
      }),
      db().sandbox.count({ where: held }),
      manifest?.planVersionId ? readPlan(manifest.planVersionId, request) : null,
    ]);
    const judged = signatures.map((signature) => {
      const { manifest: _content, signedBy, ...shown } = signature;
      return {
        ...shown,
        signedBy: { name: signedBy.name },
        /** Copies that were handed over since it was given; a valid one covers no more than `builds` of them. */
        buildsMade: buildsMade(signature.signedAt, made),
        isValid: manifest !== null && whyNotCounted(signature, manifest, { at: now }) === null,
      };
    });
    return {
      tenantId: request.tenantId,
      organization: request.organization.name,
      /** A copy is made by the plan; else it is what the copy in use was made by. */
      isBuilt,
      /** It is built on a later day. */
      isToStart: request.startsOn !== null && request.startsOn > now,
      tooEarly: isBuilt && manifest?.planVersionId ? whyTooEarly(request.startsOn, now) : null,
      manifest,
      signatures: judged,
      isSigned: standUnder(signatures, manifest, { startsOn: request.startsOn, now }),
      holds,
      holdsInAll,
      plan,
    };
  },
});

async function readPlan(planVersionId: string, request: { id: string; tenantId: string }) {
  const version = await db().scrubPlanVersion.findUniqueOrThrow({ where: { id: planVersionId } });
  const document = scrubPlan.parse(version.document);
  const rows = planRows(document);
  const samples = planSamples.parse(version.samples ?? {});
  const lastSigned = await findLastSigned(db(), {
    requestId: request.id,
    planVersionId,
    tenantId: request.tenantId,
  });
  const proof = await findFailedProof(request.tenantId, document);
  const refusals = z.array(planRefusal).parse(version.refusals ?? []);
  return {
    version: version.version,
    checkedAt: version.checkedAt,
    checkFailure: version.checkFailure,
    refusals,
    warnings: z.array(planRefusal).parse(version.warnings ?? []),
    structure: structureTexts(document),
    /** Conditions under which rows of a table leave; tables without one leave whole, or as their scope says. */
    filters: Object.entries(document.tables).flatMap(([table, { rowFilter }]) =>
      rowFilter === undefined ? [] : [{ table, condition: rowFilter }],
    ),
    /** Columns in which a person wanted equal values to stay equal. */
    links: document.links,
    scopes: scopeRows(document, refusals),
    counts: countGroups(rows),
    rows: rows.map((row) => ({ ...row, samples: samples[`${row.table}.${row.column}`] ?? [] })),
    /** Columns that the last copy's proof names, where that failed. */
    named: proof?.columns ?? [],
    lastSigned: lastSigned
      ? { version: lastSigned.version, differences: diffPlans(lastSigned.document, document) }
      : null,
  };
}

/** What leaves of the structure's texts or is not decided, and how many comments stay behind. */
function structureTexts({ structure }: ScrubPlan) {
  const texts = Object.entries(structure)
    .map(([place, finding]) => ({ place, ...finding }))
    .filter(({ place }) => !isObjectPlace(place));
  const leaving = texts.filter(({ decision }) => decision !== 'drop');
  return { leaving, leftBehind: texts.length - leaving.length };
}
