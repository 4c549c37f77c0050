import type { Tx } from '../../db/transaction';
import { databaseNow } from '../../db/transaction';
import { KnownError } from '../../errors';
import { type ScrubPlan, scrubPlan } from '../../plan-format/scrub-plan';
import { placeColumns, sourceOf } from '../../products/tenant';
import { judgeSignatures } from '../../sign-offs/judge-signatures';
import { manifestContent } from '../../sign-offs/manifest-content';
import { readSignatures } from '../../sign-offs/read-signatures';
import { whyNotThisSource } from '../plan';
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
 * The plan that people signed for this request, asked for when a copy begins, when it is handed over, and when one that
 * waits is put into use. As many people as the manifest demands have to stand under it as it is now: a change of anything
 * in it, a signature that is void, whose days are over or whose signer left compliance, and nothing is copied or handed
 * over. Attempts and repeated builds that handed nothing over go on under the same signatures; each build that was handed
 * over uses up one of those that they were given for, the fewest where two signed.
 *
 * `handedOverAt` asks for a copy that was handed over then and waits to be put into use: its signatures had to be in date
 * then, it is one of the builds that they were given for, and a later release of the engine changes nothing about it.
 *
 * Throws `not_signed` with whose signature counts no more and why. Reads alone; may be repeated. A caller that hands
 * something over takes `holdSigned` first, so that the answer stays true.
 */
export async function requireSignedPlan(
  tx: Tx,
  requestId: string,
  { handedOverAt }: { handedOverAt?: Date } = {},
): Promise<SignedPlan> {
  const { signature, judged, unsigned } = await requireSigned(tx, requestId, handedOverAt);
  const { plan } = manifestContent.parse(signature.manifest);
  const version = await findVersion(tx, requestId, signature.planVersionId);
  if (!plan || !version) throw unsigned('What was signed holds no plan.');
  const document = scrubPlan.parse(version.document);
  const objection = whyElsewhere(document, version);
  if (objection) throw unsigned(objection);
  return {
    plan: document,
    manifestHash: plan.copy,
    planVersionId: version.id,
    buildsLeft: judged.buildsLeft,
    validUntil: judged.validUntil,
  };
}

/** The same for what is signed without a plan being carried out, as a clone is: its signatures, judged. Throws `not_signed`. */
export async function requireSigned(tx: Tx, requestId: string, handedOverAt?: Date) {
  const unsigned = (why: string) => new KnownError('not_signed', `${why} ${whatThen[stageOf(handedOverAt)]}`);
  const given = await readSignatures(tx, requestId);
  const signatures = given.filter(({ signedAt }) => !handedOverAt || signedAt <= handedOverAt);
  const moment = {
    at: handedOverAt ?? (await databaseNow(tx)),
    isHandedOver: handedOverAt !== undefined,
    copies: await tx.sandboxCopy.findMany({ where: { requestId }, select: { readyAt: true } }),
  };
  const judged = judgeSignatures(signatures, await readManifest(tx, requestId), moment);
  const [signature] = judged.counted;
  if (judged.whyNot !== null || !signature) throw unsigned(judged.whyNot ?? '');
  return { signature, judged, unsigned };
}

const stageOf = (handedOverAt: Date | undefined) => (handedOverAt ? 'waiting' : 'building');
const whatThen = {
  building: 'It has to be signed again before it is built.',
  waiting: 'This copy is not put into use; ask for another refresh.',
};

type Version = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** The version that was signed, where its source lies, and for which customer it was asked for. */
async function findVersion(tx: Tx, requestId: string, id: string | null) {
  if (!id) return null;
  const { organizationId } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { organizationId: true },
  });
  const version = await tx.scrubPlanVersion.findUniqueOrThrow({
    where: { id },
    select: { id: true, document: true, tenant: { select: { ...placeColumns, organizationId: true } } },
  });
  return { ...version, askedFor: organizationId };
}

/** Refused when the version was added, too; between two customers' rows one check is not enough. */
function whyElsewhere(document: ScrubPlan, { tenant, askedFor }: Version): string | null {
  if (tenant.organizationId !== askedFor) return 'The source was registered for another customer since.';
  return whyNotThisSource(document, sourceOf(tenant));
}
