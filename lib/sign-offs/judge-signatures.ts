import { permissions } from '../access/permissions';
import type { Json } from '../canonical-json';
import { buildsMade } from './builds-made';
import { manifestDifference } from './manifest-difference';

/**
 * Whether signatures count: the one judge. Everything that asks (signing, the review, a build that begins, a hand-over, a
 * copy that is put into use, a repeated build) brings the rows and the moment, and gets the same answer in words.
 *
 * A signature counts by itself while it is not void, in date, its signer is with compliance, and it covers the manifest as
 * it stands. They count together where as many people as the manifest demands stand under it, and fewer copies than they
 * were given for were handed over since; the fewest and the earliest end where two signed.
 *
 * A copy that was handed over is judged by its own moment: its signatures had to be in date then, it is one of the builds
 * that they were given for, and a later release of the engine changes nothing about it. What is void, or whose signer left
 * since, counts for it no more.
 *
 * Pure. The table in the test beside it says the same, row by row.
 */

export type SignatureToJudge = {
  manifestHash: string;
  manifest: unknown;
  signedAt: Date;
  validUntil: Date;
  /** Copies that may be handed over under it. */
  builds: number;
  voidedAt: Date | null;
  voidReason: string | null;
  signedBy: { name: string; humanId: string; disabledAt: Date | null; role: string };
};

/** The manifest as it stands, by which signatures are measured. */
export type ManifestToJudge = { hash: string; content: Record<string, Json>; signaturesNeeded: number };

export type Moment = {
  /** When the build begins, or when the copy was handed over. */
  at: Date;
  /** True for a copy that was handed over at that moment. */
  isHandedOver?: boolean;
  /** The copies that were made under the request. */
  copies?: readonly { readyAt: Date | null }[];
};

export type Judgement<Signature> = {
  /** Those that count by themselves, in the order in which they were given. */
  counted: Signature[];
  /** Why they do not count together, in words; null where they do. */
  whyNot: string | null;
  /** Copies that may still be handed over under them, and until when. Of no use where they do not count. */
  buildsLeft: number;
  validUntil: Date;
};

/** Judges the signatures of one request, given in the order of time, the latest first. `manifest` is null where nothing can be signed yet. */
export function judgeSignatures<Signature extends SignatureToJudge>(
  signatures: readonly Signature[],
  manifest: ManifestToJudge | null,
  moment: Moment,
): Judgement<Signature> {
  const { at, isHandedOver = false, copies = [] } = moment;
  const [latest] = signatures;
  const none = { counted: [], buildsLeft: 0, validUntil: at };
  if (!manifest || !latest) return { ...none, whyNot: 'Nobody signed it.' };
  const counted = signatures.filter((each) => whyNotCounted(each, manifest, moment) === null);
  const first = counted.at(-1);
  if (!first) return { ...none, whyNot: whyNotCounted(latest, manifest, moment) };
  const builds = Math.min(...counted.map((each) => each.builds));
  const made = buildsMade(first.signedAt, copies);
  const validUntil = new Date(Math.min(...counted.map((each) => each.validUntil.getTime())));
  return {
    counted,
    buildsLeft: builds - made,
    validUntil,
    whyNot:
      tooFew(counted, manifest.signaturesNeeded) ?? (made >= builds && !isHandedOver ? usedUp(builds) : null),
  };
}

/** Why this signature counts no more by itself, in words; null where it does. */
export function whyNotCounted(
  { signedBy, ...signature }: SignatureToJudge,
  manifest: Pick<ManifestToJudge, 'hash' | 'content'>,
  { at, isHandedOver = false }: Moment,
): string | null {
  const whose = `The signature of ${signedBy.name}`;
  if (signature.voidedAt) return `${whose} is void. ${signature.voidReason ?? ''}`.trim();
  if (signature.validUntil <= at) return `${whose} is out of date.`;
  if (signedBy.disabledAt) return `${whose} counts no more: that account is disabled.`;
  if (!permissions['request:sign'].some((each) => each === signedBy.role))
    return `${whose} counts no more: that person is with compliance no more.`;
  if (signature.manifestHash === manifest.hash) return null;
  const changed = manifestDifference(signature.manifest, manifest.content)
    .map(({ what }) => what)
    .filter((what) => !isHandedOver || !onlyForTheNext.includes(what));
  if (isHandedOver && changed.length === 0) return null;
  return `${whose} does not cover what has changed since: ${changed.join(', ')}.`;
}

/** Parts of a manifest that say how the next copy is made; one that was made already stays what it is. */
const onlyForTheNext = ['engine', 'copy'];

function tooFew(counted: readonly SignatureToJudge[], needed: number): string | null {
  const people = new Set(counted.map(({ signedBy }) => signedBy.humanId)).size;
  return people < needed ? `Only ${people} of ${needed} people signed it.` : null;
}

const usedUp = (builds: number) =>
  builds === 1
    ? 'It was signed for one build, and that was handed over already.'
    : `It was signed for ${builds} builds, and all of them were handed over.`;
