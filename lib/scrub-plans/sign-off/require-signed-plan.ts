import type { Tx } from '../../db/transaction';
import { databaseNow } from '../../db/transaction';
import { KnownError } from '../../errors';
import { placeColumns, sourceOf } from '../../products/tenant';
import { type ScrubPlan, scrubPlan } from '../../provisioning/scrub-plan/scrub-plan';
import { whyNotThisSource } from '../plan';
import { manifestContent } from './manifest-content';
import { manifestDifference } from './manifest-difference';
import { type ReviewManifest, readManifest } from './read-manifest';
import { whyNotSigner } from './standing';

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
  const unsigned = (why: string) => new KnownError('not_signed', `${why} ${whatThen[stageOf(handedOverAt)]}`);
  const manifest = await readManifest(tx, requestId);
  const at = handedOverAt ?? (await databaseNow(tx));
  const signatures = await readSignatures(tx, requestId, handedOverAt);
  const [latest] = signatures;
  if (!manifest || !latest) throw unsigned('Nobody signed this snapshot.');
  const whyNot = (each: Signed) => whyNotCounted(each, manifest, at, handedOverAt !== undefined);
  const valid = signatures.filter((each) => whyNot(each) === null);
  const [first] = valid;
  if (!first) throw unsigned(whyNot(latest) ?? '');
  const people = new Set(valid.map(({ signedBy }) => signedBy.humanId)).size;
  if (people < manifest.signaturesNeeded)
    throw unsigned(`Only ${people} of ${manifest.signaturesNeeded} people signed it.`);
  const signedAt = valid.at(-1)?.signedAt ?? at;
  const builds = Math.min(...valid.map((each) => each.builds));
  const made = await tx.sandboxCopy.count({ where: { requestId, readyAt: { gt: signedAt } } });
  if (made >= builds && !handedOverAt) throw unsigned(usedUp(builds));
  const { plan } = manifestContent.parse(first.manifest);
  if (!plan || !first.planVersion) throw unsigned('What was signed holds no plan.');
  const document = scrubPlan.parse(first.planVersion.document);
  const objection = whyElsewhere(document, first);
  if (objection) throw unsigned(objection);
  return {
    plan: document,
    manifestHash: plan.copy,
    planVersionId: first.planVersion.id,
    buildsLeft: builds - made,
    validUntil: new Date(Math.min(...valid.map(({ validUntil }) => validUntil.getTime()))),
  };
}

const stageOf = (handedOverAt: Date | undefined) => (handedOverAt ? 'waiting' : 'building');
const whatThen = {
  building: 'This snapshot has to be signed again before it is built.',
  waiting: 'This copy is not put into use; ask for another refresh.',
};

type Signed = Awaited<ReturnType<typeof readSignatures>>[number];

function readSignatures(tx: Tx, requestId: string, until: Date | undefined) {
  return tx.signature.findMany({
    where: { requestId, ...(until && { signedAt: { lte: until } }) },
    orderBy: { signedAt: 'desc' },
    select: {
      manifest: true,
      manifestHash: true,
      signedAt: true,
      validUntil: true,
      builds: true,
      voidedAt: true,
      voidReason: true,
      signedBy: { select: { name: true, humanId: true, disabledAt: true, role: true } },
      request: { select: { organizationId: true } },
      planVersion: {
        select: {
          id: true,
          document: true,
          tenant: { select: { ...placeColumns, organizationId: true } },
        },
      },
    },
  });
}

/** Refused when the version was added, too; between two customers' rows one check is not enough. */
function whyElsewhere(document: ScrubPlan, { request, planVersion }: Signed): string | null {
  if (!planVersion) return 'What was signed holds no plan.';
  const { tenant } = planVersion;
  if (tenant.organizationId !== request.organizationId)
    return 'The source was registered for another customer since.';
  return whyNotThisSource(document, sourceOf(tenant));
}

const usedUp = (builds: number) =>
  builds === 1
    ? 'It was signed for one build, and that was handed over already.'
    : `It was signed for ${builds} builds, and all of them were handed over.`;

/** Parts of a manifest that say how the next copy is made; one that was made already stays what it is. */
const onlyForTheNext = ['engine', 'copy'];

function whyNotCounted(
  signature: Signed,
  { hash, content }: ReviewManifest,
  at: Date,
  isHandedOver: boolean,
): string | null {
  const whose = `The signature of ${signature.signedBy.name}`;
  if (signature.voidedAt) return `${whose} is void. ${signature.voidReason ?? ''}`.trim();
  if (signature.validUntil <= at) return `${whose} is out of date.`;
  const gone = whyNotSigner(signature.signedBy);
  if (gone) return `${whose} ${gone}.`;
  if (signature.manifestHash === hash) return null;
  const changed = manifestDifference(signature.manifest, content)
    .map(({ what }) => what)
    .filter((what) => !isHandedOver || !onlyForTheNext.includes(what));
  if (isHandedOver && changed.length === 0) return null;
  return `${whose} does not cover what has changed since: ${changed.join(', ')}.`;
}
