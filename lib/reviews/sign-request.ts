import { z } from 'zod';
import type { PersonActor } from '../access/actor';
import { requireFresh } from '../access/require-fresh';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { daysAfter } from '../days';
import { lockFor } from '../db/lock';
import { toJson } from '../db/to-json';
import type { Tx } from '../db/transaction';
import { conflict, invalidField, notFound } from '../errors';
import { createId } from '../ids';
import { type RequestKind, requestKinds } from '../requests/kinds/request-kind';
import { takeEffect } from '../requests/kinds/take-effect';
import { reason } from '../requests/request';
import { assertRequesterEnabled } from '../requests/successor';
import { tellAwaited } from '../requests/tell-awaited';
import { lockCopies } from '../sandboxes/copies/move-copy';
import { lockPlan } from '../scrub-plans/lock-plan';
import { type ReviewManifest, readManifest } from '../scrub-plans/sign-off/read-manifest';
import { judgeSignatures } from '../sign-offs/judge-signatures';
import { readSignatures } from '../sign-offs/read-signatures';
import { decide } from './decide';
import { decisionAudit, decisionInput } from './decision-input';
import { mostBuilds, signatureDays, whyTooEarly } from './review';

/**
 * Compliance signs what support approved, under the hash of the manifest that the reviewer saw; anything that changed
 * since makes another hash and is refused. Where the plan keeps something sensitive as it is, two people of compliance
 * sign, and the first signature only waits for the second. With the last signature the build is queued.
 *
 * A signature serves for one build unless the signer said for how many; further ones are refreshes of the same sandbox
 * while nothing of the manifest has changed. Where two sign, the fewer count.
 *
 * The signer proved their identity within the last minutes, and is a third human beside requester and approver.
 */
export const signRequest = defineCommand({
  name: 'request.sign',
  input: decisionInput.extend({
    reason,
    manifestHash: z.string().length(64),
    builds: z.coerce
      .number()
      .int('A whole number of builds.')
      .min(1, 'At least one build.')
      .max(mostBuilds, `At most ${mostBuilds} builds: a signature counts for ${signatureDays} days.`)
      .default(1),
  }),
  allow: 'request:sign',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const signer = requirePerson(actor);
    requireFresh(signer, now, 'A signature');
    const kind = requestKinds[await lockConcerned(tx, input.requestId)];
    const manifest = await assertUnchanged(tx, input.requestId, input.manifestHash);
    const isCopied = kind.isBuilt && manifest.planVersionId !== null;
    if (isCopied) await assertReady(tx, input.requestId, manifest, now);
    else if (input.builds > 1) throw invalidField('builds', 'Only a snapshot is signed for several builds.');
    const given = await readSignatures(tx, input.requestId);
    const { counted: earlier } = judgeSignatures(given, manifest, { at: now });
    assertNotTwice(signer, earlier);
    const isLast = earlier.length + 1 >= manifest.signaturesNeeded;
    await assertRequesterEnabled(tx, input.requestId);
    const decision = await decide(context, {
      as: 'compliance',
      move: { from: 'awaiting_compliance', to: isLast ? 'approved' : 'awaiting_compliance' },
      kind: 'signed',
      text: input.reason,
      details: {
        manifest: manifest.hash,
        signature: earlier.length + 1,
        needed: manifest.signaturesNeeded,
        builds: input.builds,
      },
      headline: isLast
        ? `signed by compliance, ${kind.signed.headline}`
        : 'signed once, a second signature is needed',
    });
    await tx.signature.create({
      data: {
        id: createId(),
        requestId: input.requestId,
        planVersionId: manifest.planVersionId,
        manifest: toJson(manifest.content),
        manifestHash: manifest.hash,
        reason: input.reason,
        signedById: signer.id,
        signedAt: now,
        builds: input.builds,
        validUntil: daysAfter(now, signatureDays),
      },
    });
    if (isLast) await takeEffect(context, input.requestId, manifest.planVersionId);
    else await tellAwaited(context, input.requestId);
    return { ...decision, manifestHash: manifest.hash, signatures: earlier.length + 1 };
  },
  audit: ({ input, result }) => {
    const entry = decisionAudit('request.signed', input, result);
    return {
      ...entry,
      details: {
        ...entry.details,
        manifest: result.manifestHash,
        signatures: result.signatures,
        builds: input.builds,
      },
    };
  },
});

/**
 * A version of the plan that is added meanwhile either comes first, or finds this signature and voids it; and another copy
 * of the sandbox that is changed is put into use before or after.
 */
async function lockConcerned(tx: Tx, requestId: string): Promise<RequestKind> {
  const request = await tx.request.findUnique({
    where: { id: requestId },
    select: { kind: true, tenantId: true, concernsId: true },
  });
  if (!request) throw notFound('request');
  if (request.concernsId) await lockCopies(tx, request.concernsId);
  await lockFor(tx, `request:${requestId}`);
  await lockPlan(tx, request.tenantId);
  return request.kind;
}

async function assertUnchanged(tx: Tx, requestId: string, seen: string): Promise<ReviewManifest> {
  const manifest = await readManifest(tx, requestId);
  if (!manifest) throw conflict('This source has no plan yet. Have it read and decided first.');
  if (manifest.hash !== seen)
    throw conflict(
      'What leaves has changed since you loaded the page. Reload it and look at the difference.',
    );
  return manifest;
}

/** What is copied can be copied, and the signature still counts on the day on which it is. */
async function assertReady(tx: Tx, requestId: string, manifest: ReviewManifest, now: Date): Promise<void> {
  if (manifest.planVersionId) await assertFeasible(tx, manifest.planVersionId);
  await assertOutlivesStart(tx, requestId, now);
}

async function assertFeasible(tx: Tx, planVersionId: string): Promise<void> {
  const { checkedAt, checkFailure, refusals } = await tx.scrubPlanVersion.findUniqueOrThrow({
    where: { id: planVersionId },
  });
  if (!checkedAt && checkFailure)
    throw conflict(
      'The plan could not be held against its source. Have it checked again on its page, then sign.',
    );
  if (!checkedAt) throw conflict('The plan is being held against its source. Sign when the check is done.');
  if (Array.isArray(refusals) && refusals.length > 0)
    throw conflict(
      `The plan cannot be carried out yet: ${refusals.length} places are open. Decide them first.`,
    );
}

/** A snapshot is built under signatures that still count on its day; one that will not is worth nothing. */
async function assertOutlivesStart(tx: Tx, requestId: string, now: Date): Promise<void> {
  const { startsOn } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { startsOn: true },
  });
  const objection = whyTooEarly(startsOn, now);
  if (objection) throw conflict(objection);
}

function assertNotTwice(signer: PersonActor, earlier: readonly { signedBy: { humanId: string } }[]): void {
  if (earlier.some(({ signedBy }) => signedBy.humanId === signer.humanId))
    throw conflict('You signed this already; a second person of compliance has to sign as well.');
}
