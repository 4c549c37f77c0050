import type { PersonActor } from '../access/actor';
import { can } from '../access/permissions';
import { daysAfter, dayText } from '../days';
import type { RequestState, Shape } from '../requests/request';

/**
 * The vocabulary of decisions: who may decide which request, and why a button is not to be pressed.
 *
 * Separation of duties: the human who asked (or filed), the human who approved and the human who signs are three.
 * Humans are counted by `humanId`, so a second account or a second role of one human does not help. The commands ask
 * these predicates as authority, the screens ask them to explain a disabled button.
 */

/** The humans who already took part in a request. */
export type Parties = {
  requesterHumanId: string;
  filerHumanId: string;
  approverHumanId: string | null;
  /** Whoever stands under a signature that is not void; empty where nobody signed yet. */
  signerHumanIds: readonly string[];
};

type Deciding = Pick<
  PersonActor,
  'role' | 'humanId' | 'kind' | 'id' | 'name' | 'email' | 'organizationId' | 'authenticatedAt'
>;

/** Why this person cannot decide for support, in words; null when they can. */
export function whyNotDecide(actor: Deciding, state: RequestState, parties: Parties): string | null {
  if (!can(actor, 'request:decide')) return 'Only support decides here.';
  if (actor.humanId === parties.requesterHumanId || actor.humanId === parties.filerHumanId)
    return 'You filed this request; somebody else has to decide it.';
  if (parties.signerHumanIds.includes(actor.humanId))
    return 'You signed this request; somebody else has to decide it.';
  if (state === 'awaiting_customer') return 'The customer has to answer first.';
  if (state === 'awaiting_compliance')
    return parties.approverHumanId
      ? 'It was approved and waits for compliance.'
      : 'It waits for compliance alone.';
  if (state !== 'awaiting_support') return 'It is decided.';
  return null;
}

/** Why this person cannot sign for compliance, in words; null when they can. */
export function whyNotSign(actor: Deciding, state: RequestState, parties: Parties): string | null {
  if (!can(actor, 'request:sign')) return 'Only compliance signs.';
  if (state !== 'awaiting_compliance') return 'It does not wait for a signature.';
  const others = [parties.requesterHumanId, parties.filerHumanId, parties.approverHumanId];
  if (others.includes(actor.humanId)) return 'You took part in this request; a third person has to sign it.';
  return null;
}

/**
 * Why an approved snapshot cannot be put before compliance again, in words; null when it can: its build failed or was
 * cancelled, or waits for its day under signatures that will not count then. `build` is the state of its sandbox, of its
 * copy for a refresh, or null where there is neither.
 */
export function whyNotReopen(
  request: { state: RequestState; shape: Shape; build: string | null },
  isSigned: boolean,
): string | null {
  if (request.state === 'awaiting_compliance') return 'It is before compliance already.';
  if (request.state !== 'approved' || request.shape !== 'snapshot')
    return 'Only an approved snapshot goes before compliance again.';
  if (request.build === 'failed' || request.build === 'cancelled') return null;
  if (request.build === 'scheduled' && !isSigned) return null;
  return 'Nothing is in its way: it is signed, and it was built or will be.';
}

/** How long a signature may wait for its build. */
export const signatureDays = 7;

/** Builds that one signature may serve for: one a day while it counts. */
export const mostBuilds = 7;

/** Of a signature's days, those that a build on a later day is left with: it waits for a worker, and may be begun a second time. */
const spareDays = 1;

/**
 * The first moment at which a signature outlives the start day of what it is for; null where it starts at once. The
 * form says so before, the command refuses a signature that comes earlier.
 */
export function signableFrom(startsOn: Date | null): Date | null {
  return startsOn && daysAfter(startsOn, spareDays - signatureDays);
}

/** Why it is too early to sign, with the day from which on it can be signed; null when it is not. */
export function whyTooEarly(startsOn: Date | null, now: Date): string | null {
  const from = signableFrom(startsOn);
  if (!startsOn || !from || from <= now) return null;
  return `It starts on ${dayText(startsOn)}, and a signature serves for ${signatureDays} days: it can be signed from ${dayText(from)} on. To sign sooner, return it and ask for an earlier start.`;
}
