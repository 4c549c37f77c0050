import type { PersonActor } from '../access/actor';
import { can } from '../access/permissions';
import type { RequestState } from '../requests/request';

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
  if (state === 'awaiting_customer') return 'The customer has to answer first.';
  if (state === 'awaiting_compliance') return 'It was approved and waits for compliance.';
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

/** How long a proof of identity serves for a signature. */
export const freshForMinutes = 10;

/** How long a signature may wait for its build. */
export const signatureDays = 7;

/** Whether the person proved who they are recently enough to sign. */
export function isFresh(actor: Pick<PersonActor, 'authenticatedAt'>, now: Date): boolean {
  return now.getTime() - actor.authenticatedAt.getTime() <= freshForMinutes * 60_000;
}
