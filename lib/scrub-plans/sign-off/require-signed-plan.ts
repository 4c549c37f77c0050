import type { Tx } from '../../db/transaction';
import { databaseNow } from '../../db/transaction';
import { KnownError } from '../../errors';
import { placeColumns, sourceOf } from '../../products/tenant';
import { type ScrubPlan, scrubPlan } from '../../provisioning/scrub-plan/scrub-plan';
import { whyNotThisSource } from '../plan';
import { manifestContent } from './manifest-content';
import { manifestDifference } from './manifest-difference';
import { readManifest } from './read-manifest';

/** What a copy is made by: the plan under the signatures, and the hash that the engine has to come to. */
export type SignedPlan = {
  plan: ScrubPlan;
  manifestHash: string;
  planVersionId: string;
  /** Copies that may still be handed over under these signatures, and until when a build of one may begin. */
  buildsLeft: number;
  validUntil: Date;
};

/**
 * The plan that people signed for this request, asked for at the moment when a copy begins. As many people as the
 * manifest demands have to stand under it as it is now: a change of anything in it, a signature that is void, or one
 * whose days are over, and nothing is copied. Attempts and repeated builds that handed nothing over go on under the same
 * signatures; each build that was handed over uses up one of those that they were given for, the fewest where two signed.
 *
 * Throws `state_conflict` with whose signature counts no more and why. Reads alone; may be repeated.
 */
export async function requireSignedPlan(tx: Tx, requestId: string): Promise<SignedPlan> {
  const manifest = await readManifest(tx, requestId);
  const now = await databaseNow(tx);
  const signatures = await tx.signature.findMany({
    where: { requestId },
    orderBy: { signedAt: 'desc' },
    select: {
      manifest: true,
      manifestHash: true,
      signedAt: true,
      validUntil: true,
      builds: true,
      voidedAt: true,
      voidReason: true,
      signedBy: { select: { name: true, humanId: true } },
      planVersion: { select: { id: true, document: true, tenant: { select: placeColumns } } },
    },
  });
  const [latest] = signatures;
  if (!manifest || !latest) throw unsigned('Nobody signed this snapshot.');
  const valid = signatures.filter(
    (each) => each.voidedAt === null && each.validUntil > now && each.manifestHash === manifest.hash,
  );
  const [first] = valid;
  if (!first) throw unsigned(whyNotCounted(latest, manifest.content, now));
  const people = new Set(valid.map(({ signedBy }) => signedBy.humanId)).size;
  if (people < manifest.signaturesNeeded)
    throw unsigned(`Only ${people} of ${manifest.signaturesNeeded} people signed it.`);
  const signedAt = valid.at(-1)?.signedAt ?? now;
  const builds = Math.min(...valid.map((each) => each.builds));
  const made = await tx.sandboxCopy.count({ where: { requestId, readyAt: { gt: signedAt } } });
  if (made >= builds) throw unsigned(usedUp(builds));
  const { plan } = manifestContent.parse(first.manifest);
  if (!plan || !first.planVersion) throw unsigned('What was signed holds no plan.');
  const document = scrubPlan.parse(first.planVersion.document);
  // Refused when the version was added, too; between two customers' rows one check is not enough.
  const objection = whyNotThisSource(document, sourceOf(first.planVersion.tenant));
  if (objection) throw unsigned(objection);
  return {
    plan: document,
    manifestHash: plan.copy,
    planVersionId: first.planVersion.id,
    buildsLeft: builds - made,
    validUntil: new Date(Math.min(...valid.map(({ validUntil }) => validUntil.getTime()))),
  };
}

const usedUp = (builds: number) =>
  builds === 1
    ? 'It was signed for one build, and that was handed over already.'
    : `It was signed for ${builds} builds, and all of them were handed over.`;

type Judged = {
  manifest: unknown;
  validUntil: Date;
  voidedAt: Date | null;
  voidReason: string | null;
  signedBy: { name: string };
};

function whyNotCounted(signature: Judged, content: unknown, now: Date): string {
  const whose = `The signature of ${signature.signedBy.name}`;
  if (signature.voidedAt) return `${whose} is void. ${signature.voidReason ?? ''}`.trim();
  if (signature.validUntil <= now) return `${whose} is out of date.`;
  const changed = manifestDifference(signature.manifest, content).map(({ what }) => what);
  return `${whose} does not cover what has changed since: ${changed.join(', ')}.`;
}

const unsigned = (why: string) =>
  new KnownError('state_conflict', `${why} This snapshot has to be signed again before it is built.`);
